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

/** Notes and reminders of one subject; of an item also what was done on it, which answers the reminders. */
export interface TalkRow {
  /** Or, of a requirement, which many units work on, `<requirement>/<unit>` for what one of them did. */
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
): Handler<TalkRow, E> => ({
  keys: ({ data }) => [subject(data)],
  fold: (before, { revision, metadata }: Recorded<E>, id) => {
    const row = before ?? none(id);
    const step = { revision, on: metadata.occurredOn, recordedAt: metadata.recordedAt };
    return { ...row, steps: [...row.steps, step] };
  },
});

const problemOf = ({ problem }: { readonly problem: string }): string => problem;
const goalOf = ({ goal }: { readonly goal: string }): string => goal;

/** The row of what one unit did with a requirement. */
export const unitPart = (requirement: string, unit: string): string => `${requirement}/${unit}`;
const partOf = ({ requirement, unit }: RequirementStep['data']): string => unitPart(requirement, unit);

export const talk = defineProjection<TalkRow, TalkEvent>({
  name: 'oversight',
  version: 3,
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
    requirementStream(subject.split('/', 1)[0] ?? subject),
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
    DispatchAcknowledged: did(problemOf),
    DispatchContested: did(problemOf),
    PlanSubmitted: did(problemOf),
    MeasureProgressed: did(problemOf),
    RectificationSubmitted: did(problemOf),
    StandingNoted: did(problemOf),
    GoalAccepted: did(goalOf),
    GoalProgressed: did(goalOf),
    GoalResultSubmitted: did(goalOf),
    RequirementAcknowledged: did(partOf),
    RequirementImplemented: did(partOf),
  },
});

export const talkEntity = entityOf(talk);
