import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { HEAD_CHANNEL } from './append-function.js';
import { clientConfig } from './connections.js';
import type { StoreLog } from '../../store-log.js';

const RETRY_MS = 1_000;

/**
 * One connection that hears of new events for all subscriptions of a store, open while there are any. A lost one is
 * taken up again; what was missed meanwhile, the subscriptions find by polling.
 */
export class HeadListener {
  private readonly waiters = new Set<() => void>();
  private heardCount = 0;
  private users = 0;
  private stop = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly url: string,
    private readonly log: StoreLog,
  ) {}

  /** Grows with everything heard. */
  get heard(): number {
    return this.heardCount;
  }

  acquire(): void {
    this.users += 1;
    if (this.users > 1) return;
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.running = this.running.then(() => this.run(signal));
  }

  async release(): Promise<void> {
    this.users -= 1;
    if (this.users === 0) await this.close();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  /** Until something was heard since `heard` had that value, `ms` have passed, or `signal` aborts. */
  async wait(heard: number, ms: number, signal: AbortSignal): Promise<void> {
    if (heard !== this.heardCount || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiters.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.waiters.add(done);
      signal.addEventListener('abort', done);
    });
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.listen(signal);
      } catch (error) {
        this.log.warn(`not listening to the log, polling instead: ${String(error)}`);
      }
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Until the connection ends or `signal` aborts. */
  private async listen(signal: AbortSignal): Promise<void> {
    const client = new pg.Client(clientConfig(this.url));
    const ended = new Promise<Error | undefined>((resolve) => {
      client.on('error', resolve);
      client.on('end', () => resolve(new Error('the connection ended')));
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    client.on('notification', () => this.wake());
    try {
      await client.connect();
      await client.query(`LISTEN ${HEAD_CHANNEL}`);
      this.wake();
      const error = await ended;
      if (error !== undefined) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private wake(): void {
    this.heardCount += 1;
    for (const waiter of this.waiters) waiter();
  }
}
