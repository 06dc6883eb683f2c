import type { EndingEvent } from '#branches/published/passed.js';
import { endingStreams, heirOf, passes } from '#branches/published/passed.js';
import { levelOf } from '#access/levels.js';
import type { EventsOf, Recorded } from '#event-sourcing/event.js';
import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection } from '#event-sourcing/projection/projection.js';
import type { Handler } from '#event-sourcing/projection/projection.js';
import { evidenceView } from '#problems/published/evidence.js';
import type { ReportEvents } from '#reviews/events.js';
import { meetingStreams } from '#reviews/published/meeting-streams.js';
import { gramsOf } from '#text/grams.js';
import { goalStream, type GoalEvent } from '../../events.js';
import { GOAL_ACT_NAMES, goalActRow, goalStatusAfter } from '../../published/states.js';
import { acceptedOnPaper, submittedOnPaper } from '../../published/taken-over.js';
import { emptyGoal, goalColumns, goalIndexes } from './goal-row.js';
import type { GoalRow } from './goal-row.js';

type GoalFact = GoalEvent | EventsOf<Pick<ReportEvents, 'GoalAssigned'>> | EndingEvent;

/** 目标任务. `GoalOpened` repeats the assignment, so it is left out; its revision is counted with the act it opens. */
export const goals = defineProjection<GoalRow, GoalFact>({
  name: 'goals',
  version: 5,
  key: 'id',
  columns: goalColumns,
  indexes: goalIndexes,
  sources: (id, states) => [
    goalStream(id),
    ...meetingStreams(id),
    ...endingStreams(
      states.map(({ branch }) => branch),
      states.map(({ passed }) => passed),
    ),
  ],
  handlers: {
    GoalAssigned: {
      keys: ({ data }) => [data.goal],
      fold: (row, event, id) => {
        const { data, metadata } = event;
        return changed(row ?? emptyGoal(id), {
          no: data.no,
          year: data.year,
          branch: data.branch,
          comment: data.comment,
          statement: data.statement.text,
          level: levelOf(event),
          measure: data.measure.text,
          assignedOn: metadata.occurredOn,
          dueOn: data.dueOn,
        });
      },
    },
    GoalTakenOver: own((event) => {
      const { data, metadata } = event;
      const submittedOn = submittedOnPaper(data) ?? null;
      return {
        no: data.no,
        year: data.year,
        branch: data.branch,
        statement: data.statement.text,
        level: levelOf(event),
        measure: data.measure.text,
        assignedOn: data.assignedOn,
        takenOver: { on: metadata.occurredOn, paper: data.paper, externalKey: data.externalKey ?? null },
        dueOn: data.dueOn,
        ownStatus: data.status,
        ownSince: data.since,
        acceptedOn: acceptedOnPaper(data) ?? null,
        results:
          submittedOn === null ? [] : [{ submission: 1, on: submittedOn, summary: null, evidence: [], returned: null }],
        submittedOn,
        returned: data.returned === true,
        outcome: data.outcome ?? null,
        finding: data.finding?.text ?? null,
        concludedOn: data.status === 'concluded' ? data.since : null,
      };
    }),
    ...passes<GoalRow>('goal', (row, id, passed) =>
      changed(row ?? emptyGoal(id), { passed: { ...row?.passed, ...passed } }),
    ),
    GoalAccepted: own(({ metadata }) => ({ acceptedOn: metadata.occurredOn })),
    GoalProgressed: own(({ data, metadata }, { progress }) => ({
      progress: [
        ...progress,
        { on: metadata.occurredOn, words: data.words.text, evidence: data.evidence.map(evidenceView) },
      ],
    })),
    GoalResultSubmitted: own(({ data, metadata }, { results }) => ({
      results: [
        ...results,
        {
          submission: data.submission,
          on: metadata.occurredOn,
          summary: data.summary.text,
          evidence: data.evidence.map(evidenceView),
          returned: null,
        },
      ],
      submittedOn: metadata.occurredOn,
      separation: { submittedBy: metadata.actor },
    })),
    GoalResultReturned: own(({ data, metadata }, { results }) => ({
      results: results.map((each) =>
        each.submission === data.submission
          ? { ...each, returned: { on: metadata.occurredOn, reason: data.reason.text } }
          : each,
      ),
      submittedOn: null,
    })),
    GoalConcluded: own(({ data, metadata }) => ({
      outcome: data.outcome,
      finding: data.finding.text,
      concludedOn: metadata.occurredOn,
    })),
  },
});

export const goalEntity = entityOf(goals);

function changed(row: GoalRow, change: Partial<GoalRow>): GoalRow {
  const next = { ...row, ...change };
  const heir = next.branch === null ? null : heirOf(next.branch, next.passed);
  const sameWords = row.no === next.no && row.statement === next.statement && row.measure === next.measure;
  return {
    ...next,
    status: next.ownStatus ?? (next.assignedOn === null ? null : 'assigned'),
    since: next.ownSince ?? next.assignedOn,
    heir: heir === next.branch ? null : heir,
    grams: sameWords ? row.grams : gramsOf(next.no ?? '', next.statement ?? '', next.measure ?? ''),
  };
}

function own<E extends GoalEvent>(change: (event: Recorded<E>, row: GoalRow) => Partial<GoalRow>): Handler<GoalRow, E> {
  return {
    keys: (event) => [event.data.goal],
    fold: (before, event, id) => {
      const row = before ?? emptyGoal(id);
      return changed(row, { length: event.revision + 1, ...step(event, row), ...change(event, row) });
    },
  };
}

/** Status, day and the mark of a return, as the state table says; nothing for facts that change no state. */
function step({ type, metadata }: Recorded<GoalEvent>, row: GoalRow): Partial<GoalRow> {
  const act = GOAL_ACT_NAMES.map(goalActRow).find((each) => each.event === type);
  if (act?.to === undefined) return {};
  return {
    ownStatus: goalStatusAfter(row.ownStatus ?? undefined, type),
    ownSince: metadata.occurredOn,
    returned: act.returns === true,
  };
}
