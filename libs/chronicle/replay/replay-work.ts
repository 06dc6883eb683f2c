import { StoreUnavailable, type EventStore } from '#event-sourcing/event-store.js';
import type { ReadModelProgress } from '#event-sourcing/projection/progress.js';
import type { WorkResult } from '#platform/heavy-work/heavy-work.js';
import { Spool } from '#platform/spool/spool.js';
import type { CyclesQuery } from '../projections/cycles/cycles.query.js';
import type { TimelineQuery } from '../projections/timeline/timeline.query.js';
import { writeReport, type ReportReaders } from './canonical-report.js';
import { comparisonOf, isSheetShown, type Comparison } from './comparison.js';
import { firstDifference } from './log-reading.js';
import { replay, type Replay, type ReplayRequest, type ReplaySource } from './replay.js';
import type { Verdict } from './replay-report.js';

const READ_MODELS = ['timeline', 'review_cycles'];
const WAIT_MS = 5_000;

/** The name of this work. */
export const REPLAY = 'replay';

/** What it comes to; only `report` has a body, the JSON of a `ReplayAnswer`. */
export type ReplayOutcome =
  | { readonly kind: 'report' }
  | { readonly kind: 'no-branch' }
  /** Facts were changed, and make no story any more. */
  | { readonly kind: 'changed'; readonly place: string; readonly difference: string };

export interface ReplayWorkParts extends ReplaySource {
  readonly store: ReplaySource['store'] & Pick<EventStore, 'head'>;
  readonly progress: Pick<ReadModelProgress, 'waitFor'>;
  readonly timeline: Pick<TimelineQuery, 'facts'>;
  readonly cycles: Pick<CyclesQuery, 'all'>;
}

/** Replays a year, and compares it with the read models where it went to the head of the log. */
export const replayWork = async (parts: ReplayWorkParts, request: ReplayRequest): Promise<WorkResult> => {
  try {
    const head = await parts.store.head();
    const replayed = await replay(parts, request);
    try {
      if (request.branch !== undefined && replayed.branches.length === 0) return outcome({ kind: 'no-branch' });
      const atHead = request.ordinal === undefined && (await parts.progress.waitFor(READ_MODELS, head, WAIT_MS));
      return { ...outcome({ kind: 'report' }), body: await bodyOf(parts, replayed, atHead) };
    } finally {
      replayed.close();
    }
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    const difference = await firstDifference(parts.store);
    if (difference === undefined) throw error;
    const { code, stream = '', revision = '' } = difference;
    return outcome({ kind: 'changed', place: `${stream}@${String(revision)}`, difference: code });
  }
};

const outcome = (of: ReplayOutcome): WorkResult => ({ outcome: of });

const bodyOf = async (parts: ReplayWorkParts, replayed: Replay, compared: boolean): Promise<Spool> => {
  const different: string[] = [];
  const compare = compared ? await comparing(parts, replayed, (branch) => different.push(branch)) : {};
  const spool = new Spool();
  spool.write('{"report":');
  const digest = await writeReport(replayed, { ...compare, write: (text) => spool.write(text) });
  const verdict = verdictOf(replayed.head.integrity.verdict, compared ? comparisonOf(different) : undefined);
  spool.write(`,"digest":${JSON.stringify(digest)},"verdict":${JSON.stringify(verdict)}}`);
  return spool;
};

const comparing = async (
  { timeline, cycles }: ReplayWorkParts,
  replayed: Replay,
  differs: (branch: string) => void,
): Promise<Pick<ReportReaders, 'branch'>> => {
  const reviews = await cycles.all();
  return {
    branch: async ({ told }) => {
      const facts = (await timeline.facts([told.branch])).get(told.branch) ?? [];
      if (!isSheetShown(replayed, told, { facts, reviews })) differs(told.branch);
    },
  };
};

const verdictOf = (log: Verdict['log'], comparison: Comparison | undefined): Verdict => {
  const intact = log === 'intact' && comparison?.verdict !== 'different';
  return {
    verdict: intact ? 'intact' : 'differences-found',
    log,
    sheets: comparison?.verdict ?? 'not-compared',
    different: comparison?.different ?? [],
  };
};
