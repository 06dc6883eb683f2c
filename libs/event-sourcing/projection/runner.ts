import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriter } from './batch-writer.js';
import { findLogMismatch } from './check-log.js';
import {
  acquireCheckpoint,
  loadCheckpoint,
  stopAtCheckpoint,
  type Checkpoint,
  type ProjectionFailure,
} from './checkpoints.js';
import { BackOff, EventFailed, FenceLost } from './failures.js';
import { leaseOf, type Leases } from './lease.js';
import { LayoutChanged } from './prepare-read-model.js';
import { isLongWay, prepareToFollow } from './prepare-to-follow.js';
import type { AnyProjection } from './projection.js';
import { RateMeter } from './rate-meter.js';
import { ReadModelTable } from './read-model-table.js';
import { versionSchema } from './schema.js';
import { CaughtUp, serveVersion, waitsToServe } from './serve.js';
import { BATCH_SIZE, GATHER_MS, SILENT, WATCH_EVERY, type ProjectionLog, type ProjectionSettings } from './settings.js';
import { inTransaction } from './transaction.js';

/**
 * Keeps one read model at the head of the log, for as long as it runs: takes it over, follows the log, steps back when
 * somebody else takes over, takes up after a lost connection. It gives up on a failing event only, and then until the
 * next start or a rebuild.
 */
export class ProjectionRunner {
  readonly rate = new RateMeter();
  private readonly stopping = new AbortController();
  private readonly log: ProjectionLog;
  private readonly leaseName: string;
  private following: { readonly epoch: number; readonly stepBack: AbortController } | undefined;
  private done: Promise<void> | undefined;
  /** A model that was stopped before this runner looked for the first time is tried once more. */
  private retryStopped: boolean | undefined;

  constructor(
    readonly projection: AnyProjection,
    private readonly settings: ProjectionSettings,
    private readonly leases: Pick<Leases, 'holds' | 'tryAcquire' | 'release'>,
    private readonly rebuild?: (model: string) => Promise<void>,
  ) {
    this.log = settings.log ?? SILENT;
    this.leaseName = leaseOf(projection);
  }

  /** This process works on the model now. */
  get active(): boolean {
    return this.following !== undefined;
  }

  start(): void {
    this.done ??= this.run(this.stopping.signal);
  }

  /** Ends after the batch at hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.following?.stepBack.abort();
    await this.done;
  }

  /** To be told now and then how the checkpoint stands, so that an idle runner sees that it was taken over too. */
  observe(checkpoint: Checkpoint): void {
    const lost = !this.leases.holds(this.leaseName) || checkpoint.epoch !== this.following?.epoch;
    if (lost) this.following?.stepBack.abort();
  }

  private async run(signal: AbortSignal): Promise<void> {
    const backOff = new BackOff();
    while (!signal.aborted) {
      let wait = this.settings.watchEvery ?? WATCH_EVERY;
      try {
        if (await this.takeOver(() => backOff.reset())) wait = 0;
      } catch (error) {
        if (signal.aborted) return;
        wait = backOff.next();
        const level = error instanceof FenceLost ? 'info' : 'warn';
        this.log[level]({ model: this.projection.name, error: messageOf(error) }, 'projection steps back');
      } finally {
        this.following = undefined;
      }
      await sleep(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  /** `false` when there is nothing to do for now: another process has the model, or it is stopped. */
  private async takeOver(onProgress: () => void): Promise<boolean> {
    const { pool, store } = this.settings;
    const seen = await this.prepare();
    if (seen === undefined) return false;
    this.retryStopped ??= seen.state === 'stopped';
    if (seen.state === 'stopped' && !this.retryStopped) {
      // For a process that has begun since, perhaps with a fold that can.
      await this.leases.release(this.leaseName);
      return false;
    }
    if (!(await this.leases.tryAcquire(this.leaseName))) return false;
    const checkpoint = await acquireCheckpoint(pool, this.projection, this.retryStopped);
    if (checkpoint === undefined) return false;
    this.retryStopped = false;
    const mismatch = await findLogMismatch(store, checkpoint);
    if (mismatch !== undefined) {
      await this.giveUp(checkpoint, { code: 'log-mismatch', message: mismatch });
      return false;
    }
    if (!checkpoint.serving && this.rebuild !== undefined && (await isLongWay(store, checkpoint))) {
      return this.buildFirst(checkpoint, this.rebuild);
    }
    return this.follow(checkpoint, onProgress);
  }

  /** A version that is far from being served is not followed up batch by batch, but folded in one go. */
  private async buildFirst(checkpoint: Checkpoint, rebuild: (model: string) => Promise<void>): Promise<boolean> {
    const { name: model, version } = this.projection;
    this.log.info({ model, version }, 'read model is being built');
    try {
      // A program that stops does not wait for what another one can go on with, or begin again.
      const stopped = new Promise<void>((resolve) => {
        this.stopping.signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await Promise.race([rebuild(model), stopped]);
      return true;
    } catch (error) {
      const after = await loadCheckpoint(this.settings.pool, this.projection);
      if (after?.serving === true) return true;
      if (after?.state !== 'stopped' || after.error === null || after.epoch !== checkpoint.epoch) throw error;
      this.log.error({ model, version, ...after.error }, 'projection stopped');
      return false;
    }
  }

  private async follow(checkpoint: Checkpoint, onProgress: () => void): Promise<boolean> {
    const { pool, store, batchSize = BATCH_SIZE } = this.settings;
    const table = new ReadModelTable(this.projection, versionSchema(this.projection));
    const writer = new BatchWriter(this.projection, this.settings, pool, table, checkpoint);
    const stepBack = new AbortController();
    this.following = { epoch: checkpoint.epoch, stepBack };
    if (this.stopping.signal.aborted) return false;
    const after = checkpoint.position === null ? {} : { after: checkpoint.position };
    const caughtUp = new CaughtUp(store);
    try {
      if (await this.serve(checkpoint, caughtUp)) return true;
      for await (const batch of store.subscribeAll({ ...after, batchSize, signal: stepBack.signal })) {
        const rested = sleep(GATHER_MS, undefined, { signal: stepBack.signal }).catch(() => undefined);
        await writer.write(batch);
        if (batch.length < batchSize) await rested;
        this.rate.add(batch.length);
        onProgress();
        if (stepBack.signal.aborted || (await this.serve(writer.checkpoint, caughtUp))) break;
      }
      return true;
    } catch (error) {
      if (!(error instanceof EventFailed)) throw error;
      const { message, stream, revision, type } = error;
      await this.giveUp(writer.checkpoint, { code: 'event-failed', message, stream, revision, type });
      return false;
    }
  }

  /** `true` when the new version is now served, and must be taken over anew to know it. */
  private async serve(checkpoint: Checkpoint, caughtUp: CaughtUp): Promise<boolean> {
    if (!waitsToServe(checkpoint) || !(await caughtUp.at(checkpoint.position))) return false;
    await inTransaction(this.settings.pool, (client) => serveVersion(client, this.projection));
    this.log.info({ model: this.projection.name, version: this.projection.version }, 'read model is served');
    return true;
  }

  private async prepare(): Promise<Checkpoint | undefined> {
    const { pool } = this.settings;
    try {
      return await prepareToFollow(this.settings, this.projection);
    } catch (error) {
      if (!(error instanceof LayoutChanged)) throw error;
      const checkpoint = await loadCheckpoint(pool, this.projection);
      if (checkpoint === undefined) throw error;
      if (checkpoint.state !== 'stopped') {
        await this.giveUp(checkpoint, { code: 'layout-changed', message: error.message });
      }
      return undefined;
    }
  }

  private async giveUp(checkpoint: Checkpoint, failure: ProjectionFailure): Promise<void> {
    await stopAtCheckpoint(this.settings.pool, checkpoint, failure);
    this.log.error({ model: this.projection.name, version: this.projection.version, ...failure }, 'projection stopped');
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
