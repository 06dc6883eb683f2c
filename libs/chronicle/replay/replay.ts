import { setImmediate as breathe } from 'node:timers/promises';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { EventSchemas } from '#event-sourcing/schemas.js';
import { cycleDays, type ReviewDay } from '../domain/cycle.js';
import type { Fact } from '../domain/fact.js';
import { withPredecessors } from '../domain/sheet/passed-on.js';
import type { DayRules } from '../domain/sheet/counting-day.js';
import { branchReplay } from './branch-replay.js';
import { readLog, type LogReading } from './log-reading.js';
import type { BranchReplay, ReplayReport } from './replay-report.js';
import { reviewReplay } from './review-replay.js';
import { YearCollector } from './year-collector.js';

export interface ReplayRequest {
  readonly year: number;
  /** All branches when absent. */
  readonly branch?: string;
  /** Up to and with so many events of the log; its head when absent. */
  readonly ordinal?: number;
}

export const isReplayRequest = (value: object): value is ReplayRequest =>
  'year' in value && typeof value.year === 'number';

export interface ReplaySource {
  readonly store: Pick<EventStore, 'logId' | 'readAll' | 'readStream' | 'comparePositions'>;
  readonly schemas: Pick<EventSchemas, 'decode'>;
  /** IANA name; the days of the office. */
  readonly timeZone: string;
  readonly onProgress?: (events: number) => void;
}

/** The report without its branches, which are told one after the other. */
export type ReplayHead = Omit<ReplayReport, 'branches'>;

/** A branch of the report with the facts that it was told from. */
export interface ToldBranch {
  readonly told: BranchReplay;
  readonly facts: readonly Fact[];
}

/** A replay of which the log was read; its branches are told when they are asked for. */
export class Replay {
  constructor(
    readonly head: ReplayHead,
    private readonly collected: YearCollector,
  ) {}

  /** Codes of the branches, in their order. */
  get branches(): readonly string[] {
    const { branch } = this.head;
    return [...this.collected.names.keys()].filter((code) => branch === null || code === branch).sort();
  }

  get reviews(): readonly ReviewDay[] {
    return this.collected.reviews;
  }

  get rules(): DayRules {
    return this.collected.rules(this.head.timeZone);
  }

  /** Events of a stream that were read. */
  lengthOf(stream: string): number {
    return this.collected.lengthOf(stream);
  }

  /** Branch by branch in the order of codes, so that memory holds one at a time. Lets others run in between. */
  async *told(): AsyncGenerator<ToldBranch, void> {
    const { reviews, rules } = this;
    const { year } = this.head;
    for (const branch of this.branches) {
      const facts = withPredecessors(branch, (code) => this.collected.facts.of(code));
      const name = this.collected.names.get(branch) ?? '';
      yield { told: branchReplay(facts, name, { branch, year, reviews, rules }), facts };
      await breathe();
    }
  }

  /** Gives back what was put aside. Idempotent. */
  close(): void {
    this.collected.facts.close();
  }
}

/**
 * Tells a year from the log alone, never from a read model, in one pass that checks the whole log on the way. The same
 * log up to the same ordinal gives the same bytes on every machine and store, until a text of it is removed. To be
 * closed by the caller.
 */
export const replay = async (source: ReplaySource, request: ReplayRequest): Promise<Replay> => {
  const { store, schemas, timeZone, onProgress } = source;
  const { year, branch, ordinal } = request;
  const collected = new YearCollector(schemas, year);
  try {
    const reading = await readLog(store, (event) => collected.take(event), {
      ...(ordinal === undefined ? {} : { upTo: ordinal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    await collected.amend(store, reading.removedLater);
    return new Replay(headOf(reading, collected, { year, branch: branch ?? null, timeZone }), collected);
  } catch (error) {
    collected.facts.close();
    throw error;
  }
};

const headOf = (
  { point, findings }: LogReading,
  { reviews, reviewEvents, unreadable }: YearCollector,
  asked: Pick<ReplayReport, 'year' | 'branch' | 'timeZone'>,
): ReplayHead => ({
  format: 'replay-1',
  log: point,
  ...asked,
  cycle: cycleDays(reviews, asked.year) ?? null,
  review: reviewReplay(reviewEvents),
  integrity: {
    eventsChecked: point.ordinal,
    verdict: findings.length === 0 && unreadable.length === 0 ? 'intact' : 'differences-found',
    differences: [
      ...findings,
      ...unreadable.map((event) => ({ code: 'unreadable', ...event, detail: 'it cannot be read' })),
    ],
  },
});
