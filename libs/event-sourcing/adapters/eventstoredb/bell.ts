import { finished } from 'node:stream/promises';
import type { StoreLog } from '../../store-log.js';
import { pause, pauseMs } from './back-off.js';
import { cancel } from './connection.js';
import type { Call, Connection } from './connection.js';
import { isAccessDenied, messageOf } from './failures.js';
import type { OwnStreams } from './own-streams.js';
import { subscriptionRequest } from './read-request.js';

const MAX_PAUSE_MS = 2_000;

/**
 * Rings when something of ours was appended: one subscription to the end of the log, shared by all who wait, open
 * while somebody does. It only ends pauses. The events are read, each reader at its own pace, so nothing depends on
 * what a subscription loses: a reader that it drops as too slow, an end without an error, a silence.
 */
export class Bell {
  private readonly listeners = new Set<() => void>();
  private users = 0;
  private rung = 0;
  private stop: AbortController | undefined;
  /** Ends the call that is open, as wished: no failure. */
  private giveUp: (() => void) | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly streams: OwnStreams,
    private readonly log: StoreLog,
  ) {}

  /** How often it rang; to be looked at before reading, and given to `wait`. */
  get heard(): number {
    return this.rung;
  }

  acquire(): void {
    this.users += 1;
    if (this.users > 1) return;
    this.stop = new AbortController();
    this.running = this.listen(this.stop.signal);
  }

  async release(): Promise<void> {
    this.users -= 1;
    if (this.users > 0) return;
    this.stop?.abort();
    this.giveUp?.();
    await this.running;
  }

  /** Something was appended and it did not ring: it is opened anew. */
  suspect(): void {
    this.giveUp?.();
  }

  /**
   * Until it rings after `heard`, the time is over or `signal` aborts.
   *
   * @returns whether it rang.
   */
  async wait(heard: number, ms: number, signal: AbortSignal): Promise<boolean> {
    if (this.rung === heard && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, ms);
        const { listeners } = this;
        function done(): void {
          clearTimeout(timer);
          listeners.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        }
        listeners.add(done);
        signal.addEventListener('abort', done, { once: true });
      });
    }
    return this.rung !== heard;
  }

  private async listen(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      const before = this.rung;
      const reason = await this.once(signal);
      if (signal.aborted) return;
      // Whoever missed something while it was not open has a look now.
      this.ring();
      failures = this.rung > before + 1 ? 1 : failures + 1;
      if (isAccessDenied(reason)) this.log.warn('the event store does not let this user subscribe to $all');
      await pause(pauseMs(failures, MAX_PAUSE_MS), signal);
    }
  }

  /** Rings until the call ends; says why it did, if it says so. */
  private async once(signal: AbortSignal): Promise<unknown> {
    let given = false;
    let opened: Call | undefined;
    try {
      const request = subscriptionRequest({ from: 'end', filter: this.streams.filter });
      const call = await this.connection.call((stub, ...args) => stub.read(request, ...args));
      this.giveUp = () => {
        given = true;
        cancel(call);
      };
      if (signal.aborted) this.giveUp();
      opened = call;
      // Its confirmation rings as well: what was appended before it was open is read now.
      call.on('data', () => this.ring());
      await finished(call);
      return undefined;
    } catch (error) {
      if (given) return undefined;
      this.log.warn(`a subscription to the event store ended: ${messageOf(error)}`);
      if (opened !== undefined) await this.connection.renew(opened);
      return error;
    } finally {
      this.giveUp = undefined;
    }
  }

  private ring(): void {
    this.rung += 1;
    for (const listener of this.listeners) listener();
  }
}
