import { levelOf } from '#access/levels.js';
import type { EventsOf, Recorded } from '#event-sourcing/event.js';
import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection } from '#event-sourcing/projection/projection.js';
import type { Handler } from '#event-sourcing/projection/projection.js';
import { goalStream, requirementStream } from '#goals/events.js';
import type { GoalEvents, RequirementEvents } from '#goals/events.js';
import { problemStream, type ProblemEvents } from '#problems/events.js';
import { oversightStream, type OversightEvents } from '../../events.js';
import type { NoteView } from '../../published/oversight-reader.js';
import type { IssuedReminder, UnitStep } from './reminders.js';

/** Notes and reminders of one subject; of an item also what its units did, which answers the reminders. */
export interface TalkRow {
  readonly subject: string;
  readonly notes: readonly NoteView[];
  readonly reminders: readonly IssuedReminder[];
  readonly steps: readonly UnitStep[];
}

type ProblemStep = EventsOf<
  Pick<
    ProblemEvents,
    | 'DispatchAcknowledged'
    | 'DispatchContested'
    | 'PlanSubmitted'
    | 'MeasureProgressed'
    | 'RectificationSubmitted'
    | 'StandingNoted'
  >
>;
type GoalStep = EventsOf<Pick<GoalEvents, 'GoalAccepted' | 'GoalProgressed' | 'GoalResultSubmitted'>>;
type RequirementStep = EventsOf<Pick<RequirementEvents, 'RequirementAcknowledged' | 'RequirementImplemented'>>;
export type TalkEvent =
  EventsOf<Pick<OversightEvents, 'NoteTaken' | 'ReminderIssued'>> | ProblemStep | GoalStep | RequirementStep;

const none = (subject: string): TalkRow => ({ subject, notes: [], reminders: [], steps: [] });

const did = <E extends ProblemStep | GoalStep | RequirementStep>(
  subject: (data: E['data']) => string,
  unit: (data: E['data']) => string | null = () => null,
): Handler<TalkRow, E> => ({
  keys: ({ data }) => [subject(data)],
  fold: (before, event: Recorded<E>, id) => {
    const row = before ?? none(id);
    const { revision, metadata, data } = event;
    const step = { revision, on: metadata.occurredOn, recordedAt: metadata.recordedAt, unit: unit(data) };
    return { ...row, steps: [...row.steps, step] };
  },
});

const ofProblem = { problem: ({ problem }: { readonly problem: string }): string => problem };
const ofGoal = { goal: ({ goal }: { readonly goal: string }): string => goal };
const ofUnit = {
  requirement: ({ requirement }: { readonly requirement: string }): string => requirement,
  unit: ({ unit }: { readonly unit: string }): string => unit,
};

export const talk = defineProjection<TalkRow, TalkEvent>({
  name: 'oversight',
  version: 2,
  key: 'subject',
  columns: {
    subject: { type: 'text' },
    notes: { type: 'json' },
    reminders: { type: 'json' },
    steps: { type: 'json' },
  },
  indexes: [],
  sources: (subject) => [
    oversightStream(subject),
    problemStream(subject),
    goalStream(subject),
    requirementStream(subject),
  ],
  handlers: {
    NoteTaken: {
      keys: ({ data }) => [data.subject.id],
      fold: (row, event, subject) => {
        const { data, metadata } = event;
        const note = { note: data.note, on: metadata.occurredOn, words: data.words.text, with: data.with };
        return { ...(row ?? none(subject)), notes: [...(row?.notes ?? []), { ...note, level: levelOf(event) }] };
      },
    },
    ReminderIssued: {
      keys: ({ data }) => [data.subject.id],
      fold: (row, event, subject) => {
        const { data, metadata } = event;
        const reminder = {
          reminder: data.reminder,
          on: metadata.occurredOn,
          recordedAt: metadata.recordedAt,
          unit: data.unit,
          words: data.words?.text ?? null,
          level: levelOf(event),
        };
        return { ...(row ?? none(subject)), reminders: [...(row?.reminders ?? []), reminder] };
      },
    },
    DispatchAcknowledged: did(ofProblem.problem),
    DispatchContested: did(ofProblem.problem),
    PlanSubmitted: did(ofProblem.problem),
    MeasureProgressed: did(ofProblem.problem),
    RectificationSubmitted: did(ofProblem.problem),
    StandingNoted: did(ofProblem.problem),
    GoalAccepted: did(ofGoal.goal),
    GoalProgressed: did(ofGoal.goal),
    GoalResultSubmitted: did(ofGoal.goal),
    RequirementAcknowledged: did(ofUnit.requirement, ofUnit.unit),
    RequirementImplemented: did(ofUnit.requirement, ofUnit.unit),
  },
});

export const talkEntity = entityOf(talk);
