import { levelOf, narrowest, type Level } from '#access/levels.js';
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

/** A problem as the meeting left it. */
export interface Flagged extends Fact {
  readonly data: Pick<ReportEvents['ProblemFlagged'], 'problem' | 'no' | 'year' | 'branch' | 'lead'>;
  /** The narrowest of the entries in which it is told. */
  readonly level: Level;
  /** It is no problem of its own any more. */
  readonly mergedInto?: string;
}

const factOf = ({ stream, revision, id, metadata }: Recorded<ReportEvent | ReviewEvent>): Fact => ({
  source: { stream, revision, eventId: id },
  on: metadata.occurredOn,
});

type FlaggedById = ReadonlyMap<string, Flagged>;

const merged = (flagged: FlaggedById, into: string, ids: readonly string[]): FlaggedById => {
  const after = new Map(flagged);
  for (const id of ids) {
    const before = after.get(id);
    if (before !== undefined) after.set(id, { ...before, mergedInto: into });
  }
  return after;
};

const worded = (flagged: FlaggedById, id: string, event: Recorded<ReportEvent | ReviewEvent>): FlaggedById => {
  const before = flagged.get(id);
  if (before === undefined) return flagged;
  return new Map(flagged).set(id, { ...before, level: narrowest([before.level, levelOf(event)]) });
};

/** Problems flagged in the comments on one report, parted and merged since, by id; a fold of `report-<year>-<branch>`. */
export const flaggedProblems: Aggregate<FlaggedById, ReportEvent> = {
  category: 'report',
  initial: new Map(),
  evolve: (flagged, event) => {
    switch (event.type) {
      case 'ProblemFlagged':
        return new Map(flagged).set(event.data.problem, { ...factOf(event), data: event.data, level: levelOf(event) });
      case 'ProblemSplit': {
        const { year, branch } = event.data;
        const parts = event.data.parts.map((part) => {
          const before = flagged.get(part.problem);
          const level = narrowest([...(before === undefined ? [] : [before.level]), levelOf(event)]);
          return [part.problem, { ...factOf(event), data: { ...part, year, branch }, level }] as const;
        });
        return new Map([...flagged, ...parts]);
      }
      case 'ProblemRestated':
        return worded(flagged, event.data.problem, event);
      case 'ProblemsMerged':
        return worded(merged(flagged, event.data.into, event.data.merged), event.data.into, event);
      default:
        return flagged;
    }
  },
  tags: () => ({}),
};

/** Children of the common problems of one review, by id; a fold of `review-<year>`. */
export const commonProblems: Aggregate<FlaggedById, ReviewEvent> = {
  category: 'review',
  initial: new Map(),
  evolve: (flagged, event) => {
    if (event.type === 'CommonChildRestated') return worded(flagged, event.data.problem, event);
    if (event.type !== 'CommonProblemRaised') return flagged;
    const { year, children } = event.data;
    const born = children.map(({ branch, problem, no, lead = { kind: 'branch', code: branch } }) => {
      const data = { problem, no, year, branch, lead: { kind: lead.kind, code: lead.code } };
      return [problem, { ...factOf(event), data, level: levelOf(event) }] as const;
    });
    return new Map([...flagged, ...born]);
  },
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
  const known = listed === undefined ? 'flagged' : 'listed';
  const status = flagged.mergedInto === undefined ? known : 'merged';
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
