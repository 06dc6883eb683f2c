import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { ReadModelProgress } from '#event-sourcing/projection/progress.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { entryRule } from '../domain/entries/entries.js';
import { factRows } from '../projections/timeline/timeline-rows.js';
import { TimelineQuery } from '../projections/timeline/timeline.query.js';
import { branchesIn, changesOf, type Changes } from './change.js';

/** How long news waits for a read model that does not move; the others have it by then. */
const WAIT_MS = 5_000;

export type FeedListener = (changes: Changes) => void;

/**
 * What happens, as soon as readers can see it: one subscription to the log for the whole process, started by the
 * first who listens, behind the commit of the read models.
 */
@Injectable()
export class LiveFeed implements OnModuleDestroy {
  private readonly listeners = new Set<FeedListener>();
  private readonly ends = new Set<() => void>();
  private readonly stopping = new AbortController();
  private starting: Promise<void> | undefined;
  private reached: Position | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly schemas: EventSchemas,
    private readonly progress: ReadModelProgress,
    private readonly timeline: TimelineQuery,
  ) {}

  /** The place in the log up to which everything was told. */
  async position(): Promise<Position> {
    this.starting ??= this.start();
    await this.starting;
    if (this.reached === undefined) throw new Error('the live feed has not started');
    return this.reached;
  }

  /** `onEnd`: the feed broke off or the program stops. Returns what ends the listening. */
  listen(listener: FeedListener, onEnd: () => void): () => void {
    this.listeners.add(listener);
    this.ends.add(onEnd);
    return () => {
      this.listeners.delete(listener);
      this.ends.delete(onEnd);
    };
  }

  /** What the events after one place up to and with another have changed, in log order. */
  async *between(after: Position, upTo: Position): AsyncGenerator<Changes, void> {
    if (this.store.comparePositions(after, upTo) >= 0) return;
    for await (const batch of this.store.readAll({ after })) {
      const told = await this.told(batch);
      for (const changes of told) {
        if (this.store.comparePositions(changes.position, upTo) > 0) return;
        yield changes;
      }
    }
  }

  onModuleDestroy(): void {
    this.stopping.abort();
    this.tellEnd();
  }

  private async start(): Promise<void> {
    this.reached = await this.store.head();
    void this.follow(this.reached);
  }

  private async follow(after: Position): Promise<void> {
    const { signal } = this.stopping;
    try {
      for await (const batch of this.store.subscribeAll({ after, signal })) {
        const last = batch.at(-1);
        if (last === undefined) continue;
        await this.progress.waitFor([...this.progress.positions().keys()], last.position, WAIT_MS);
        // Without the database nobody can tell who may hear it: whoever listens comes back.
        const told = await this.told(batch).catch(() => undefined);
        if (told === undefined) return;
        for (const changes of told) this.tell(changes);
      }
    } finally {
      // Whoever listens comes back, and finds a feed that starts anew.
      this.starting = undefined;
      this.tellEnd();
    }
  }

  private tell(changes: Changes): void {
    this.reached = changes.position;
    for (const listener of this.listeners) listener(changes);
  }

  private tellEnd(): void {
    for (const end of this.ends) end();
  }

  private async told(batch: readonly StoredEvent[]): Promise<readonly Changes[]> {
    const rows = batch.map((event) =>
      entryRule(event.type) === undefined ? [] : factRows(this.schemas.decode(event)),
    );
    const withheld = await this.timeline.withheld(branchesIn(rows.flat()));
    return batch.map((event, index) => changesOf(event, rows[index] ?? [], withheld));
  }
}
