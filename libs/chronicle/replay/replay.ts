import { canonicalText } from '#event-sourcing/canonical.js';
import { hashOf } from '#event-sourcing/chain.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { EventSchemas } from '#event-sourcing/schemas.js';
import { cycleDays } from '../domain/cycle.js';
import type { Fact } from '../domain/fact.js';
import { factsOfBranch } from '../projections/timeline/facts.js';
import { branchReplay } from './branch-replay.js';
import { readLog } from './log-reading.js';
import type { BranchReplay, Replayed, ReplayReport } from './replay-report.js';
import { reviewReplay } from './review-replay.js';
import { YearCollector } from './year-collector.js';

export interface ReplayRequest {
  readonly year: number;
  /** All branches when absent. */
  readonly branch?: string;
  /** Up to and with so many events of the log; its head when absent. */
  readonly ordinal?: number;
}

export interface ReplaySource {
  readonly store: Pick<EventStore, 'logId' | 'readAll'>;
  readonly schemas: Pick<EventSchemas, 'decode'>;
  /** IANA name; the days of the office. */
  readonly timeZone: string;
  readonly onProgress?: (events: number) => void;
}

/** A replay with what it was made of, for a comparison with the read models. */
export interface Replay extends Replayed {
  readonly collected: YearCollector;
}

/**
 * Tells a year from the log alone, never from a read model, in one pass that checks the whole log on the way. The same
 * log up to the same ordinal gives the same bytes on every machine and store.
 */
export const replay = async (source: ReplaySource, request: ReplayRequest): Promise<Replay> => {
  const { store, schemas, timeZone, onProgress } = source;
  const { year, branch, ordinal } = request;
  const collected = new YearCollector(schemas, year, branch);
  const { point, findings } = await readLog(store, (event) => collected.take(event), {
    ...(ordinal === undefined ? {} : { upTo: ordinal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const intact = findings.length === 0 && collected.unreadable.length === 0;
  const unreadable = collected.unreadable.map((event) => ({
    code: 'unreadable',
    ...event,
    detail: 'it cannot be read',
  }));
  const report: ReplayReport = {
    format: 'replay-1',
    log: point,
    year,
    branch: branch ?? null,
    timeZone,
    cycle: cycleDays(collected.reviews, year) ?? null,
    review: reviewReplay(collected.reviewEvents),
    branches: branchesOf(collected, year, timeZone),
    integrity: {
      eventsChecked: point.ordinal,
      verdict: intact ? 'intact' : 'differences-found',
      differences: [...findings, ...unreadable],
    },
  };
  return { report, digest: hashOf(canonicalText(report)), collected };
};

const branchesOf = (collected: YearCollector, year: number, timeZone: string): readonly BranchReplay[] => {
  const { facts, reviews } = collected;
  const rules = collected.rules(timeZone);
  return [...namesOf(facts)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([branch, name]) => branchReplay(factsOfBranch(facts, branch), name, { branch, year, reviews, rules }));
};

const namesOf = (facts: readonly Fact[]): ReadonlyMap<string, string> =>
  new Map(
    facts.flatMap((fact) =>
      fact.type === 'BranchEstablished' || fact.type === 'BranchRenamed'
        ? [[fact.branch, fact.data.name] as const]
        : [],
    ),
  );
