import { AsyncLocalStorage } from 'node:async_hooks';
import type { Position, StoredEvent } from '../event.js';
import type {
  AppendResult,
  EventStore,
  IntegrityFinding,
  PreparedAppend,
  ReadAllOptions,
  ReadStreamOptions,
  StreamSlice,
} from '../event-store.js';
import { StagedStreams } from './staged-streams.js';

export interface Staged<Result> {
  readonly result: Result;
  /** What would have been appended, in order. */
  readonly appends: readonly PreparedAppend[];
}

/** How many events of each type a stream gets. */
export type StagedCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

interface Appended {
  readonly stream: string;
  readonly events: readonly { readonly type: string }[];
}

export const countsOf = (appends: readonly Appended[]): StagedCounts => {
  const counts: Record<string, Record<string, number>> = {};
  for (const { stream, events } of appends) {
    const ofStream = (counts[stream] ??= {});
    for (const { type } of events) ofStream[type] = (ofStream[type] ?? 0) + 1;
  }
  return counts;
};

/**
 * The store as commands see it. Within `stage` they read the log as it is and what they appended themselves, and
 * nothing is written: so a series of commands can be tried whole before the first of them is recorded.
 */
export class StageableStore implements EventStore {
  private readonly stages = new AsyncLocalStorage<StagedStreams>();

  constructor(private readonly store: EventStore) {}

  get logId(): string {
    return this.store.logId;
  }

  async stage<Result>(work: () => Promise<Result>): Promise<Staged<Result>> {
    const streams = new StagedStreams(this.store, await this.store.head());
    const result = await this.stages.run(streams, work);
    return { result, appends: streams.appends };
  }

  append(append: PreparedAppend): Promise<AppendResult> {
    return this.streams.append(append);
  }

  readStream(stream: string, options?: ReadStreamOptions): Promise<StreamSlice> {
    return this.streams.readStream(stream, options);
  }

  readAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.store.readAll(options);
  }

  subscribeAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.store.subscribeAll(options);
  }

  head(): Promise<Position> {
    return this.store.head();
  }

  eventAt(position: Position): Promise<StoredEvent | undefined> {
    return this.store.eventAt(position);
  }

  comparePositions(a: Position, b: Position): number {
    return this.store.comparePositions(a, b);
  }

  parsePosition(text: string): Position {
    return this.store.parsePosition(text);
  }

  checkIntegrity(onProgress?: (events: number) => void): AsyncIterable<IntegrityFinding> {
    return this.store.checkIntegrity(onProgress);
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private get streams(): Pick<EventStore, 'append' | 'readStream'> {
    return this.stages.getStore() ?? this.store;
  }
}
