import pg from 'pg';
import type { Pool, PoolClient } from 'pg';
import { appendBytes, assertWithinLimits } from '../../append-limits.js';
import { StoreUnavailable } from '../../event-store.js';
import type { AppendResult, PreparedAppend } from '../../event-store.js';
import { appendCall, appendResult } from './append-call.js';
import type { AppendRow } from './append-call.js';
import { appendFailure, connectFailure } from './failures.js';
import { straightCall, straightResults } from './straight-append.js';
import type { StraightRow } from './straight-append.js';

const MAX_BATCH = 256;
const MAX_BATCH_BYTES = 4 * 1_048_576;

interface Waiting {
  readonly append: PreparedAppend;
  readonly bytes: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (reason: unknown) => void;
}

/** The one writer of a process: what comes in while a call runs goes together into the next. */
export class AppendWriter {
  private readonly waiting: Waiting[] = [];
  private running: Promise<void> | undefined;
  private closed = false;

  /** `pool`: of one connection, with a limit of time for its queries. */
  constructor(private readonly pool: Pool) {}

  async append(append: PreparedAppend): Promise<AppendResult> {
    const bytes = appendBytes(append);
    assertWithinLimits(append, bytes);
    if (this.closed) throw new StoreUnavailable('the event store is closed');
    return new Promise((resolve, reject) => {
      this.waiting.push({ append, bytes, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Waits for what was handed in before. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
    await this.pool.end();
  }

  private async run(): Promise<void> {
    // Whatever is handed in during the same turn of the event loop joins the first batch.
    await Promise.resolve();
    while (this.waiting.length > 0) await this.write(this.takeBatch());
    this.running = undefined;
  }

  /** In order of arrival. */
  private takeBatch(): Waiting[] {
    let bytes = 0;
    const end = this.waiting.findIndex((item, index) => {
      bytes += item.bytes;
      return index === MAX_BATCH || (index > 0 && bytes > MAX_BATCH_BYTES);
    });
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    let client: PoolClient;
    try {
      client = await this.pool.connect();
    } catch (error) {
      for (const { reject } of batch) reject(connectFailure(error));
      return;
    }
    const failure = await this.call(client, batch);
    // After an unknown outcome the connection is of no more use: its answer could still come.
    client.release(failure !== undefined);
    if (failure === undefined) return;
    // A refused statement wrote nothing; what it was refused for may be one append alone.
    if (batch.length > 1 && failure instanceof pg.DatabaseError) for (const item of batch) await this.write([item]);
    else for (const { reject } of batch) reject(failure);
  }

  /** Settles every append of the batch, or answers why none was settled. */
  private async call(client: PoolClient, batch: readonly Waiting[]): Promise<unknown> {
    const appends = batch.map(({ append }) => append);
    try {
      const results = await straightAppend(client, appends);
      if (results === undefined) await settleEach(client, batch);
      else batch.forEach(({ resolve }, index) => resolve(present(results[index])));
    } catch (error) {
      return appendFailure(error);
    }
    return undefined;
  }
}

/** By one statement, all or nothing; `undefined` when nothing was written, since something is not as expected. */
async function straightAppend(
  client: PoolClient,
  appends: readonly PreparedAppend[],
): Promise<AppendResult[] | undefined> {
  const call = straightCall(appends);
  if (call === undefined) return undefined;
  try {
    const [row] = (await client.query<StraightRow>(call)).rows;
    return row && straightResults(appends, row);
  } catch (error) {
    // Refused, for instance by a unique constraint: log.append finds out by which append.
    if (appendFailure(error) === error) return undefined;
    throw error;
  }
}

async function settleEach(client: PoolClient, batch: readonly Waiting[]): Promise<void> {
  const { rows } = await client.query<AppendRow>(appendCall(batch.map(({ append }) => append)));
  batch.forEach(({ append, resolve, reject }, index) => {
    try {
      resolve(appendResult(append, present(rows[index])));
    } catch (error) {
      reject(error);
    }
  });
}

function present<T>(answer: T | undefined): T {
  if (answer === undefined) throw new Error('the log left out an append');
  return answer;
}
