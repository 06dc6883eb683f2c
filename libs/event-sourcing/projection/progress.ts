import type pg from 'pg';
import type { EventStore } from '../event-store.js';
import type { Position } from '../event.js';
import { findUnbuilt, versionsRead, type BuildingReadModel } from './building.js';
import { loadCheckpoints } from './checkpoints.js';
import { ChannelListener } from './listener.js';
import type { AnyProjection } from './projection.js';
import { ADVANCED } from './read-model-table.js';
import { SILENT, type ProjectionLog } from './settings.js';

/** Called after a read model's rows of this position can be read. */
export type AdvanceListener = (model: string, position: Position) => void;

export interface ProgressSettings {
  readonly store: Pick<EventStore, 'comparePositions' | 'parsePosition'>;
  readonly pool: pg.Pool;
  readonly log?: ProjectionLog;
  /** The read models as this program knows them; all that are served, each in its newest version, when absent. */
  readonly projections?: readonly AnyProjection[];
  /** Milliseconds between two looks at the checkpoints, in case a message was lost; 1,000 when absent. */
  readonly pollEvery?: number;
}

/**
 * How far the served read models have come, whichever process keeps them: told by a message with every move, and
 * looked up now and then in case one was lost.
 */
export class ReadModelProgress {
  private readonly reached = new Map<string, Position>();
  /** Which version's rows this program reads of each model that it can read. */
  private versions = new Map<string, number>();
  private unbuilt: readonly BuildingReadModel[] = [];
  private readonly listeners = new Set<AdvanceListener>();
  private readonly channel: ChannelListener;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly settings: ProgressSettings) {
    const { pool } = settings;
    this.channel = new ChannelListener(
      pool,
      ADVANCED,
      (payload) => this.hear(payload),
      () => void this.look(),
    );
  }

  async start(): Promise<void> {
    this.channel.start();
    this.timer ??= setInterval(() => void this.look(), this.settings.pollEvery ?? 1_000);
    await this.look();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.channel.stop();
  }

  /** Where each served read model stands, as last heard. */
  positions(): ReadonlyMap<string, Position> {
    return new Map(this.reached);
  }

  /** Returns what ends it. A listener that throws does not keep others from hearing. */
  onAdvance(listener: AdvanceListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The first of these models that cannot be read, because this program's version of it is being built. */
  building(models: readonly string[]): BuildingReadModel | undefined {
    return this.unbuilt.find(({ model }) => models.includes(model));
  }

  /** Whether all these read models have come to `position`, or come to it within `timeoutMs`. */
  async waitFor(models: readonly string[], position: Position, timeoutMs: number): Promise<boolean> {
    if (this.have(models, position)) return true;
    return new Promise((resolve) => {
      const end = (reached: boolean): void => {
        clearTimeout(timer);
        forget();
        resolve(reached);
      };
      const timer = setTimeout(() => end(false), timeoutMs);
      const forget = this.onAdvance(() => {
        if (this.have(models, position)) end(true);
      });
    });
  }

  private have(models: readonly string[], position: Position): boolean {
    return models.every((model) => {
      const reached = this.reached.get(model);
      return reached !== undefined && this.settings.store.comparePositions(reached, position) >= 0;
    });
  }

  private hear(payload: string): void {
    const told: unknown = JSON.parse(payload);
    if (typeof told !== 'object' || told === null || !('model' in told) || !('position' in told)) return;
    const version = 'version' in told ? Number(told.version) : undefined;
    if (version !== this.versions.get(String(told.model))) {
      // A version that this program does not read, or one that it can read from now on.
      if (this.concerns(String(told.model), version)) void this.look();
      return;
    }
    this.advance(String(told.model), this.settings.store.parsePosition(String(told.position)));
  }

  private async look(): Promise<void> {
    try {
      const { pool, projections } = this.settings;
      const checkpoints = await loadCheckpoints(pool);
      const read = versionsRead(checkpoints, projections);
      this.unbuilt = await findUnbuilt(pool, checkpoints, read, projections);
      this.versions = read;
      for (const { model, version, position } of checkpoints) {
        if (read.get(model) === version && position !== null) this.advance(model, position);
      }
    } catch (error) {
      // The next look may find the database again.
      (this.settings.log ?? SILENT).warn({ error: String(error) }, 'read-model checkpoints cannot be read');
    }
  }

  private concerns(model: string, version: number | undefined): boolean {
    const { projections } = this.settings;
    return projections === undefined || projections.some((each) => each.name === model && each.version === version);
  }

  private advance(model: string, position: Position): void {
    if (this.reached.get(model) === position) return;
    this.reached.set(model, position);
    for (const listener of this.listeners) {
      try {
        listener(model, position);
      } catch (error) {
        (this.settings.log ?? SILENT).error({ model, error: String(error) }, 'listener of read models failed');
      }
    }
  }
}
