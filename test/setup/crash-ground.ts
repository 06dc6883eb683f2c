import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Position } from '#event-sourcing/event.js';
import { loadCheckpoints } from '#event-sourcing/projection/checkpoints.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { versionSchema } from '#event-sourcing/projection/schema.js';
import { AlreadyAtWork } from '#event-sourcing/projection/scratch.js';
import type { ProjectionSettings } from '#event-sourcing/projection/settings.js';
import { TestEngine } from '#event-sourcing/testing/test-engine.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { ACTS } from './crash-cases.js';
import type { Act, CrashCase } from './crash-cases.js';
import { MortalPool } from './mortal-pool.js';

const QUICK = { batchSize: 3, watchEvery: 5 };

/** One database for many crashes: each has the log from where the one before it ended, and no read model. */
export class CrashGround {
  private since: Position | undefined;
  private events = 0;

  private constructor(
    private readonly url: string,
    private readonly log: TestLog,
    private readonly pool: pg.Pool,
  ) {}

  static async open(url: string): Promise<CrashGround> {
    return new CrashGround(url, await TestLog.open(url), new pg.Pool({ connectionString: url, max: 4 }));
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.log.close();
  }

  /**
   * Lets a process die there, if it comes that far, and another one take up.
   *
   * @returns what is wrong then; nothing in any of its lists when all is right.
   */
  async crash(chosen: CrashCase, statement?: number): Promise<{ statements: number; died: boolean; wrong: object }> {
    const act: Act = ACTS[chosen.act];
    await this.begin();
    await this.append(chosen.old);
    for (const projections of act.before) await this.alive(projections, () => this.followed(projections));
    const mortal = new MortalPool(this.url);
    const died = this.engine(act.projections, { pool: mortal });
    try {
      if (act.following) {
        died.engine.start();
        await this.followed(act.projections);
      }
      mortal.doom(statement === undefined ? undefined : { statement, when: chosen.when });
      died.engine.start();
      const work = (async () => {
        await Promise.all([act.work?.(died), this.append(chosen.fresh)]);
        await this.followed(act.projections, () => mortal.dead);
      })().catch((error: unknown) => {
        if (!mortal.dead) throw error;
      });
      await Promise.race([work, mortal.death]);
      const [{ statements }, reached] = [mortal, mortal.dead];
      mortal.die();
      await work;
      await died.engine.stop();
      const wrong = await this.alive(act.projections, (next) => this.wrong(next, act.projections));
      return { statements, died: reached, wrong };
    } finally {
      mortal.die();
      await died.close();
      await mortal.end();
    }
  }

  private async begin(): Promise<void> {
    this.since = await this.log.store.head();
    this.events = 0;
    const schemas = await this.pool.query<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace
        WHERE nspname IN ('projections', 'read_models') OR nspname ~ '^(tallies|journal)_'`,
    );
    if (schemas.rows.length === 0) return;
    await this.pool.query(`DROP SCHEMA ${schemas.rows.map(({ name }) => name).join(', ')} CASCADE`);
  }

  private async append(given: CrashCase['old']): Promise<void> {
    for (const { stream, event } of given) {
      this.events += 1;
      await this.log.append(stream, event);
    }
  }

  /** A process on the log of this crash alone. */
  private engine(projections: readonly AnyProjection[], some: Partial<ProjectionSettings> = {}): TestEngine {
    const { store } = this.log;
    const from = this.since === undefined ? {} : { after: this.since };
    const rest: ProjectionSettings['store'] = {
      logId: store.logId,
      readStream: (stream, options) => store.readStream(stream, options),
      readAll: (options) => store.readAll({ ...from, ...options }),
      subscribeAll: (options) => store.subscribeAll({ ...from, ...options }),
      head: () => store.head(),
      eventAt: (position) => store.eventAt(position),
      comparePositions: (a, b) => store.comparePositions(a, b),
      parsePosition: (text) => store.parsePosition(text),
    };
    return new TestEngine(this.url, this.log, projections, { ...QUICK, store: rest, ...some });
  }

  private async alive<T>(projections: readonly AnyProjection[], work: (engine: TestEngine) => Promise<T>): Promise<T> {
    const engine = this.engine(projections);
    try {
      engine.engine.start();
      return await work(engine);
    } finally {
      await engine.close();
    }
  }

  /** Waits until these are served at the end of the log. */
  private async followed(projections: readonly AnyProjection[], given = () => false): Promise<void> {
    const end = performance.now() + 10_000;
    for (;;) {
      const checkpoints = await loadCheckpoints(this.pool).catch(() => []);
      const there = projections.every(({ name, version }) =>
        checkpoints.some(
          (each) => each.model === name && each.version === version && each.serving && each.ordinal === this.events,
        ),
      );
      if (there || given()) return;
      if (performance.now() > end) throw new Error(`still ${JSON.stringify(checkpoints)}`);
      await sleep(2);
    }
  }

  private async wrong({ engine, settings }: TestEngine, projections: readonly AnyProjection[]): Promise<object> {
    await this.followed(projections);
    const head = await this.log.store.head();
    const verdicts = await whenFree(() => engine.verify('all'));
    const checkpoints = await loadCheckpoints(this.pool);
    const own = checkpoints.filter(({ model, version }) =>
      projections.some((p) => p.name === model && p.version === version),
    );
    const lastEventId = (await settings.store.eventAt(head))?.id;
    const seen = await Promise.all(projections.map(({ name }) => this.pool.query(`SELECT FROM read_models.${name}`)));
    const wrong = {
      rows: verdicts.filter(({ equal, ordinal }) => !equal || ordinal !== this.events),
      checkpoints: own.filter(
        (each) =>
          each.position !== head ||
          each.lastEventId !== lastEventId ||
          each.state !== 'running' ||
          each.borrows !== null,
      ),
      read: seen.flatMap(({ rowCount }, index) => (rowCount === verdicts[index]?.rows ? [] : [{ rowCount }])),
      left: [] as string[],
    };
    // Whatever the dead one left, the next rebuild is not held up by it, and leaves nothing.
    await whenFree(() => engine.rebuild('all'));
    await engine.dropOld('all');
    const schemas = await this.pool.query<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname ~ '^(tallies|journal)_' ORDER BY 1`,
    );
    const expected = new Set(projections.map(versionSchema));
    wrong.left.push(...schemas.rows.map(({ name }) => name).filter((name) => !expected.has(name)));
    return wrong;
  }
}

/** The locks of a dead process go with its connections, a moment later. */
const whenFree = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AlreadyAtWork) || tries > 200) throw error;
      await sleep(5);
    }
  }
};
