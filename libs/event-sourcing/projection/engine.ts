import { loadCheckpoints, type Checkpoint } from './checkpoints.js';
import { findLogMismatch } from './check-log.js';
import { digestReadModel, type ReadModelDigest } from './fold-digest.js';
import type { OnFoldProgress } from './fold-progress.js';
import { leaseOf, Leases } from './lease.js';
import type { AnyProjection } from './projection.js';
import { loadRebuilds } from './rebuild-notes.js';
import { RebuildQueue } from './rebuild-queue.js';
import { dropReplaced, type DroppedVersion } from './drop-replaced.js';
import { rebuildReadModels, type Rebuilt } from './rebuild.js';
import { prepareToFollow } from './prepare-to-follow.js';
import { ProjectionRunner } from './runner.js';
import { assertProjection, InvalidProjection } from './schema.js';
import { LOOKS_OF_PATIENCE, SILENT, WATCH_EVERY, type ProjectionSettings } from './settings.js';
import { lagOf, type ProjectionStatus } from './status.js';
import { verifyReadModels, type ReadModelVerdict, type Verified } from './verify-read-model.js';

/** No projection has this name. */
export class UnknownReadModel extends Error {
  override readonly name = 'UnknownReadModel';
}

/**
 * Keeps read models, each on its own: one that stops does not hold the others. Several processes may run the same
 * ones; each is kept by one of them at a time, and each process keeps its share of them. Rebuilding, verifying and asking
 * for the status need no `start`.
 */
export class ProjectionEngine {
  private runners: ProjectionRunner[] = [];
  private leases: Leases | undefined;
  private watch: NodeJS.Timeout | undefined;

  /** @throws InvalidProjection */
  constructor(
    private readonly settings: ProjectionSettings,
    private readonly projections: readonly AnyProjection[],
  ) {
    projections.forEach(assertProjection);
    const names = projections.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new InvalidProjection(`two projections are called ${twice}`);
    settings.pool.on('error', (error) => {
      (settings.log ?? SILENT).warn({ error: error.message }, 'an idle database connection was lost');
    });
  }

  /**
   * Makes what readers of each model need before the first of them comes: of a new version, rows of the one before it
   * where they have the same columns. What fails here is left to `start`, which tries again.
   */
  async prepare(): Promise<void> {
    const { settings, projections } = this;
    await Promise.allSettled(projections.map((projection) => prepareToFollow(settings, projection)));
  }

  /** Follows the log from where each model stands; does not wait for any of them. */
  start(): void {
    if (this.watch !== undefined) return;
    const { pool, watchEvery = WATCH_EVERY } = this.settings;
    const leases = new Leases(pool, this.projections.map(leaseOf), watchEvery * LOOKS_OF_PATIENCE);
    this.leases = leases;
    const rebuilds = new RebuildQueue(this.settings.heavyWork ?? { rebuild: (models) => this.rebuildEach(models) });
    this.runners = this.projections.map(
      (projection) => new ProjectionRunner(projection, this.settings, leases, (model) => rebuilds.ask(model)),
    );
    for (const runner of this.runners) runner.start();
    this.watch = setInterval(() => void this.look(), watchEvery);
  }

  /** Ends after the batches at hand; what they changed is written. */
  async stop(): Promise<void> {
    clearInterval(this.watch);
    this.watch = undefined;
    await Promise.all(this.runners.map((runner) => runner.stop()));
    this.leases?.close();
    this.leases = undefined;
    this.runners = [];
  }

  /** All versions that there are of all models, by name and version. */
  async status(): Promise<readonly ProjectionStatus[]> {
    const { store, pool } = this.settings;
    const [checkpoints, rebuilds] = [await loadCheckpoints(pool), await loadRebuilds(pool)];
    const of = (model: string) => checkpoints.filter((each) => each.model === model);
    return Promise.all(
      checkpoints.map(async (checkpoint) => {
        const { model, version } = checkpoint;
        const rebuild = rebuilds.find((each) => each.model === model && each.version === version);
        const { lastEventId: _, logId: __, epoch: ___, ...shown } = checkpoint;
        const runner = this.runnerOf(checkpoint);
        const readable = (await findLogMismatch(store, checkpoint)) === undefined;
        return {
          ...shown,
          superseded: of(model).some((each) => each.serving && each.version > version),
          ...(rebuild === undefined ? {} : { rebuild }),
          active: runner?.active ?? false,
          ratePerSecond: runner?.rate.perSecond ?? 0,
          ...(readable ? await lagOf(store, checkpoint) : { lagMs: 0 }),
        };
      }),
    );
  }

  /**
   * Rebuilds one model or all of them in one pass, in this or any other process than the one that keeps them.
   *
   * @throws UnknownReadModel
   * @throws EventFailed — the model that cannot take it stays as it is; the others are rebuilt.
   * @throws AlreadyAtWork
   */
  async rebuild(name: string, onProgress?: OnFoldProgress): Promise<readonly Rebuilt[]> {
    return this.rebuildEach([name], onProgress);
  }

  /** The same of these models. */
  async rebuildEach(names: readonly string[], onProgress?: OnFoldProgress): Promise<readonly Rebuilt[]> {
    const projections = names.flatMap((name) => this.named(name));
    return rebuildReadModels(this.settings, projections, onProgress);
  }

  /**
   * Compares one model or all of them with what the log says, in one pass.
   *
   * @throws UnknownReadModel
   * @throws EventFailed — a model has taken an event that cannot be folded.
   * @throws AlreadyAtWork
   */
  async verify(name: string, onProgress?: OnFoldProgress): Promise<readonly ReadModelVerdict[]> {
    const verified = await verifyReadModels(this.settings, this.named(name), onProgress);
    return verified.map((each) => {
      if ('failure' in each) throw each.failure;
      return each.verdict;
    });
  }

  /**
   * The same of these models, where what is wrong with one does not hide the others.
   *
   * @throws UnknownReadModel
   * @throws AlreadyAtWork
   */
  verifyEach(names: readonly string[], onProgress?: OnFoldProgress): Promise<readonly Verified[]> {
    const projections = names.flatMap((name) => this.named(name));
    return verifyReadModels(this.settings, projections, onProgress);
  }

  /**
   * Of one model or all of them: drops the versions that a newer one has replaced, except where some program still keeps them or reads them as its own.
   *
   * @returns what was dropped.
   * @throws UnknownReadModel
   */
  async dropOld(name: string): Promise<readonly DroppedVersion[]> {
    const dropped: DroppedVersion[] = [];
    for (const each of this.named(name)) dropped.push(...(await dropReplaced(this.settings.pool, each.name)));
    return dropped;
  }

  /** @throws UnknownReadModel */
  async digest(name: string): Promise<ReadModelDigest> {
    const [projection] = this.named(name);
    if (projection === undefined) throw new UnknownReadModel(name);
    return digestReadModel(this.settings.pool, projection);
  }

  private named(name: string): readonly AnyProjection[] {
    if (name === 'all') return this.projections;
    const found = this.projections.filter((projection) => projection.name === name);
    if (found.length === 0) throw new UnknownReadModel(name);
    return found;
  }

  private runnerOf({ model, version }: Checkpoint): ProjectionRunner | undefined {
    return this.runners.find(({ projection }) => projection.name === model && projection.version === version);
  }

  /** One look for all runners; when it fails they notice the lost database themselves. */
  private async look(): Promise<void> {
    const followed = this.runners.filter(({ active }) => active).map(({ projection }) => leaseOf(projection));
    await this.leases?.giveBackOf(followed).catch(() => undefined);
    const checkpoints = await loadCheckpoints(this.settings.pool).catch(() => []);
    for (const checkpoint of checkpoints) this.runnerOf(checkpoint)?.observe(checkpoint);
  }
}
