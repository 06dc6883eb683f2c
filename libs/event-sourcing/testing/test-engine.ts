import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EventSchemas } from '../schemas.js';
import { ProjectionEngine } from '../projection/engine.js';
import type { AnyProjection } from '../projection/projection.js';
import type { ProjectionLog, ProjectionSettings } from '../projection/settings.js';
import type { ProjectionStatus } from '../projection/status.js';
import { TestLog } from './test-log.js';

/** An engine with a pool of its own, as another process would have it. */
export class TestEngine {
  readonly pool: pg.Pool;
  readonly settings: ProjectionSettings;
  readonly engine: ProjectionEngine;
  /** Messages logged as errors. */
  readonly alarms: object[] = [];

  constructor(
    url: string,
    log: Pick<TestLog, 'store'>,
    private readonly projections: readonly AnyProjection[],
    some: Partial<ProjectionSettings> = {},
  ) {
    this.pool = new pg.Pool({ connectionString: url, application_name: 'projector' });
    const quiet: ProjectionLog = { info: () => {}, warn: () => {}, error: (fields) => void this.alarms.push(fields) };
    this.settings = {
      store: log.store,
      schemas: new EventSchemas(),
      pool: this.pool,
      log: quiet,
      watchEvery: 50,
      ...some,
    };
    this.engine = new ProjectionEngine(this.settings, projections);
  }

  /** Of this engine's version of the model. */
  async statusOf(model: string): Promise<ProjectionStatus | undefined> {
    const version = this.projections.find(({ name }) => name === model)?.version;
    return (await this.engine.status()).find((status) => status.model === model && status.version === version);
  }

  /** Waits until a model's status is as wanted. */
  async until(
    model: string,
    wanted: (status: ProjectionStatus) => boolean,
    timeoutMs = 20_000,
  ): Promise<ProjectionStatus> {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const status = await this.statusOf(model).catch(() => undefined);
      if (status !== undefined && wanted(status)) return status;
      if (performance.now() > end) throw new Error(`still ${JSON.stringify(status)}`);
      await sleep(10);
    }
  }

  untilCaughtUp(model: string): Promise<ProjectionStatus> {
    return this.until(model, ({ lag, state }) => lag === 0 && state === 'running');
  }

  /** The rows that readers of the stable name see. */
  async rowsOf(model: string): Promise<readonly object[]> {
    return (await this.pool.query<object>(`SELECT * FROM read_models.${model} ORDER BY 1`)).rows;
  }

  async close(): Promise<void> {
    await this.engine.stop();
    if (!this.pool.ended) await this.pool.end();
  }
}

/** A log and any number of engines on it, all gone after the test. The database is the caller's. */
export class ProjectionFixture {
  private readonly engines: TestEngine[] = [];

  private constructor(
    readonly url: string,
    readonly log: TestLog,
  ) {}

  static async open(url: string): Promise<ProjectionFixture> {
    return new ProjectionFixture(url, await TestLog.open(url));
  }

  /** One more process with these projections; not started. */
  engine(projections: readonly AnyProjection[], some: Partial<ProjectionSettings> = {}): TestEngine {
    const engine = new TestEngine(this.url, this.log, projections, some);
    this.engines.push(engine);
    return engine;
  }

  async close(): Promise<void> {
    for (const engine of this.engines) await engine.close();
    await this.log.close();
  }
}
