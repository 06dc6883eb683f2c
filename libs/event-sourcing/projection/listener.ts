import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { BackOff } from './failures.js';
import { checkOut } from './transaction.js';

/**
 * Hears one channel on a connection of its own, and listens again after a lost one. Messages sent meanwhile are lost:
 * `onConnected` is the moment to look for oneself.
 */
export class ChannelListener {
  private readonly stopping = new AbortController();
  private done: Promise<void> | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly channel: string,
    private readonly onMessage: (payload: string) => void,
    private readonly onConnected: () => void,
  ) {}

  start(): void {
    this.done ??= this.run(this.stopping.signal);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.done;
  }

  private async run(signal: AbortSignal): Promise<void> {
    const backOff = new BackOff();
    while (!signal.aborted) {
      await this.listen(signal, () => backOff.reset()).catch(() => undefined);
      if (!signal.aborted) await sleep(backOff.next(), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Until the connection is lost or nobody needs it any more. */
  private async listen(signal: AbortSignal, onListening: () => void): Promise<void> {
    const client = await checkOut(this.pool);
    try {
      const ended = new Promise<void>((resolve) => {
        client.once('error', () => resolve());
        client.once('end', () => resolve());
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      client.on('notification', ({ channel, payload }) => {
        if (channel === this.channel && payload !== undefined) this.onMessage(payload);
      });
      await client.query(`LISTEN ${this.channel}`);
      onListening();
      this.onConnected();
      if (!signal.aborted) await ended;
    } finally {
      client.release(true);
    }
  }
}
