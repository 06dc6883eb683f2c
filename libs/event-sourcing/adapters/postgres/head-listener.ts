import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Position } from '../../event.js';
import type { StoreLog } from '../../store-log.js';
import { HEAD_CHANNEL } from './append-function.js';
import { clientConfig } from './connections.js';

const RETRY_MS = 1_000;

export interface HeadListenerParts {
  readonly url: string;
  readonly log: StoreLog;
  /** How often it looks for itself, should a notification be lost. */
  readonly pollMs: number;
  readonly head: () => Promise<Position>;
}

/**
 * Hears of new events for all subscriptions of a store, on one connection that is open while there are any. A lost one
 * is taken up again; what was missed meanwhile is found by a look at the head now and then, one for all of them.
 */
export class HeadListener {
  private readonly waiters = new Set<() => void>();
  private heardCount = 0;
  private users = 0;
  private stop = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: HeadListenerParts) {}

  /** Grows with everything heard. */
  get heard(): number {
    return this.heardCount;
  }

  acquire(): void {
    this.users += 1;
    if (this.users > 1) return;
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.running = this.running.then(() => Promise.all([this.run(signal), this.poll(signal)]));
  }

  async release(): Promise<void> {
    this.users -= 1;
    if (this.users === 0) await this.close();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  /** Until something was heard since `heard` had that value, `ms` have passed where they are given, or `signal` aborts. */
  async wait(heard: number, ms: number | undefined, signal: AbortSignal): Promise<void> {
    if (heard !== this.heardCount || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiters.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = ms === undefined ? undefined : setTimeout(done, ms);
      this.waiters.add(done);
      signal.addEventListener('abort', done);
    });
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.listen(signal);
      } catch (error) {
        this.parts.log.warn(`not listening to the log, polling instead: ${String(error)}`);
      }
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async poll(signal: AbortSignal): Promise<void> {
    for (let known: Position | undefined; !signal.aborted;) {
      await sleep(this.parts.pollMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      // Where it cannot be told, those who read find out, and say so.
      const head = await this.parts.head().catch(() => undefined);
      if (head === undefined || head !== known) this.wake();
      known = head;
    }
  }

  /** Until the connection ends or `signal` aborts. */
  private async listen(signal: AbortSignal): Promise<void> {
    const client = new pg.Client(clientConfig(this.parts.url));
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
