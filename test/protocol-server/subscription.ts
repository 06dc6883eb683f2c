import { randomUUID } from 'node:crypto';
import { consumerTooSlow } from './failures.js';
import type { EventFilter } from './event-filter.js';
import { caughtUpMessage, checkpointMessage, confirmationMessage, eventMessage } from './messages.js';
import { send } from './send.js';
import type { ReadCall } from './send.js';
import type { ServerLog } from './server-log.js';

/** So many live events are kept for a reader that is behind. */
const LIVE_EVENTS_KEPT = 32;

export interface SubscriptionOptions {
  /** Index of the first record that it may get. */
  readonly from: number;
  readonly wanted: EventFilter;
  readonly checkpointEvery?: number | undefined;
}

/** One reader that first catches up and then gets what is appended. */
export class Subscription {
  private next: number;
  private live = false;
  private sending = false;
  private silent = false;
  private over = false;
  private dropped = false;
  private sinceCheckpoint: number;
  private wake: () => void = () => undefined;

  constructor(
    private readonly call: ReadCall,
    private readonly log: ServerLog,
    private readonly options: SubscriptionOptions,
  ) {
    this.next = options.from;
    // The first comes at once.
    this.sinceCheckpoint = (options.checkpointEvery ?? 0) - 1;
  }

  /** Until somebody ends it. `impatient`: as a server does to a burst that its reader did not take at once. */
  async run(impatient: () => boolean): Promise<void> {
    const stop = this.log.onAppend(() => {
      if (this.live && this.isBehind() && (this.sending || impatient())) this.drop();
      this.wake();
    });
    const gone = (): void => this.close();
    this.call.once('cancelled', gone);
    this.call.once('close', gone);
    try {
      await this.send(confirmationMessage(randomUUID()));
      while (!this.over) {
        const woken = new Promise<void>((resolve) => (this.wake = resolve));
        await this.sendNew();
        if (!this.over) await woken;
      }
    } finally {
      stop();
    }
  }

  /** Ends it as if all were said, without an error. */
  end(): void {
    if (this.over) return;
    this.close();
    this.call.end();
  }

  /** Stays open and says nothing more. */
  silence(): void {
    this.silent = true;
  }

  get wasDropped(): boolean {
    return this.dropped;
  }

  drop(): void {
    if (this.over) return;
    this.dropped = true;
    this.close();
    this.call.emit('error', consumerTooSlow());
  }

  private close(): void {
    this.over = true;
    this.wake();
  }

  private async sendNew(): Promise<void> {
    const { records } = this.log;
    while (!this.over && !this.silent && this.next < records.length) {
      const record = records[this.next];
      this.next += 1;
      if (record === undefined) continue;
      if (this.options.wanted(record)) await this.send(eventMessage(record));
      await this.checkpoint(record.position);
    }
    if (this.live || this.silent) return;
    this.live = true;
    await this.send(caughtUpMessage());
  }

  private async checkpoint(position: bigint): Promise<void> {
    const { checkpointEvery } = this.options;
    if (checkpointEvery === undefined) return;
    this.sinceCheckpoint += 1;
    if (this.sinceCheckpoint < checkpointEvery) return;
    this.sinceCheckpoint = 0;
    await this.send(checkpointMessage(position));
  }

  private async send(message: Parameters<typeof send>[1]): Promise<void> {
    if (this.over || this.silent) return;
    this.sending = true;
    if (!(await send(this.call, message))) this.close();
    this.sending = false;
  }

  private isBehind(): boolean {
    const { records } = this.log;
    if (this.silent || records.length - this.next <= LIVE_EVENTS_KEPT) return false;
    return records.slice(this.next).filter(this.options.wanted).length > LIVE_EVENTS_KEPT;
  }
}
