import type { Aggregate } from '#event-sourcing/decider.js';
import type { Recorded } from '#event-sourcing/event.js';
import type { ReportEvent, ReportEvents, ReviewEvent } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { ProblemEvent, SourceFact } from '../events.js';
import type { Problem } from './problem.js';
import { born } from './problem.js';

/** A fact in another stream, and its day. */
interface Fact {
  readonly source: SourceFact;
  readonly on: LocalDate;
}

export interface Flagged extends Fact {
  readonly data: ReportEvents['ProblemFlagged'];
}

const factOf = ({ stream, revision, id, metadata }: Recorded<ReportEvent | ReviewEvent>): Fact => ({
  source: { stream, revision, eventId: id },
  on: metadata.occurredOn,
});

/** Problems flagged in the comments on one report, by id; a fold of `report-<year>-<branch>`. */
export const flaggedProblems: Aggregate<ReadonlyMap<string, Flagged>, ReportEvent> = {
  category: 'report',
  initial: new Map(),
  evolve: (flagged, event) =>
    event.type === 'ProblemFlagged'
      ? new Map(flagged).set(event.data.problem, { ...factOf(event), data: event.data })
      : flagged,
  tags: () => ({}),
};

/** Problems on the approved list of one review, by id; a fold of `review-<year>`. */
export const listedProblems: Aggregate<ReadonlyMap<string, Fact>, ReviewEvent> = {
  category: 'review',
  initial: new Map(),
  evolve: (listed, event) =>
    event.type === 'ProblemListApproved'
      ? new Map([...listed, ...event.data.problems.map((problem) => [problem, factOf(event)] as const)])
      : listed,
  tags: () => ({}),
};

/** What the streams of the meeting say of one problem. */
export interface Opening {
  readonly flagged?: Flagged;
  readonly listed?: Fact;
}

export interface Opened {
  readonly event: ProblemEvent;
  readonly problem: Problem;
}

/** The opening of a problem's own stream; `undefined` when it was never flagged. */
export const opened = ({ flagged, listed }: Opening): Opened | undefined => {
  if (flagged === undefined) return undefined;
  const { problem: id, no, year, branch, lead } = flagged.data;
  const status = listed === undefined ? 'flagged' : 'listed';
  return {
    event: {
      type: 'ProblemOpened',
      data: {
        problem: id,
        no,
        year,
        branch,
        lead,
        flagged: flagged.source,
        ...(listed === undefined ? {} : { listed: listed.source }),
      },
    },
    problem: born({ id, no, year, branch, lead, status, lastStepOn: (listed ?? flagged).on }),
  };
};
