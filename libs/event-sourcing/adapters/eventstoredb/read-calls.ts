import { StoreUnavailable } from '../../event-store.js';
import { cancel } from './connection.js';
import type { Call, Connection } from './connection.js';
import { isNotLeader, readFailure } from './failures.js';
import type { Limiter } from './limiter.js';
import type { ReadRequest, ReadResponse } from './protocol.js';
import { pull } from './read-call.js';

export interface ReadOptions<Item> {
  /** What a message brings; `undefined`: nothing. */
  readonly take: (response: ReadResponse) => Item | undefined;
  readonly batchSize: number;
  /** Ends the reading with an error. */
  readonly signal?: AbortSignal | undefined;
  /** Shorter than usual, where somebody waits for this answer alone. */
  readonly silenceMs?: number;
}

/** Calls that read: so many at once, each with a deadline, on a socket that is replaced once a call on it has failed. */
export class ReadCalls {
  constructor(
    private readonly connection: Connection,
    private readonly limiter: Limiter,
    private readonly silenceMs: number,
  ) {}

  /** @throws StoreUnavailable, StoreAccessDenied */
  async *batches<Item>(request: ReadRequest, options: ReadOptions<Item>): AsyncGenerator<Item[]> {
    const { take, batchSize, signal, silenceMs = this.silenceMs } = options;
    const leave = await this.limiter.enter();
    let call: Call | undefined;
    const stop = (): void => call && cancel(call);
    try {
      signal?.throwIfAborted();
      call = await this.connection.call((stub, ...args) => stub.read(request, ...args));
      signal?.addEventListener('abort', stop, { once: true });
      yield* pull(call, { take, batchSize, silenceMs });
    } catch (error) {
      const failure = readFailure(error);
      // Of a not-leader answer the client itself takes the hint where the leader is.
      const suspect = failure instanceof StoreUnavailable && !isNotLeader(error);
      if (suspect && call !== undefined && signal?.aborted !== true) await this.connection.renew(call);
      throw failure;
    } finally {
      signal?.removeEventListener('abort', stop);
      stop();
      leave();
    }
  }

  /** All at once: for a few. */
  async all<Item>(request: ReadRequest, options: Omit<ReadOptions<Item>, 'batchSize'>): Promise<Item[]> {
    const items: Item[] = [];
    for await (const batch of this.batches(request, { ...options, batchSize: 500 })) items.push(...batch);
    return items;
  }
}
