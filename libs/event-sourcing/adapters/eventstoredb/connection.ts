import type { Duplex, Readable } from 'node:stream';
import { EventStoreDBClient } from '@eventstore/db-client';
import { StoreUnavailable } from '../../event-store.js';
import type { EventStoreDbUrl } from './connection-string.js';
import { NoAnswer } from './failures.js';
import { StreamsClient } from './protocol.js';

type Stub = InstanceType<typeof StreamsClient>;
type Arguments = ReturnType<EventStoreDBClient['callArguments']>;
/** A call under way: ends by itself, by an error or when it is cancelled. */
export type Call = (Readable | Duplex) & { cancel(): void };

/**
 * One socket to the server, or to one node of a cluster, made when it is first needed. Once it is suspect, it is given
 * up with all its calls, and the next call makes another.
 */
export class Connection {
  private readonly clients = new WeakMap<Call, EventStoreDBClient>();
  private channels = new Set<{ close(): void }>();
  private client: EventStoreDBClient | undefined;
  private closed = false;

  constructor(
    private readonly url: EventStoreDbUrl,
    private readonly openTimeoutMs: number,
  ) {}

  /**
   * Begins a call. It may still fail to reach the server: its `error` event says so.
   *
   * @throws StoreUnavailable — closed.
   * @throws NoAnswer — no node was found in time.
   */
  async call<C extends Call>(start: (stub: Stub, ...options: Arguments) => C): Promise<C> {
    if (this.closed) throw new StoreUnavailable('the event store is closed');
    this.client ??= EventStoreDBClient.connectionString(this.url.connection());
    const { client } = this;
    const { channels } = this;
    const opening = client['GRPCStreamCreator'](StreamsClient, 'log', (stub) => {
      channels.add(stub.getChannel());
      return start(stub, ...client['callArguments']({}, { deadline: Infinity }));
    })();
    const call = await this.inTime(opening);
    this.clients.set(call, client);
    // A cancelled call fails once more, after everybody has stopped listening.
    call.on('error', () => undefined);
    return call;
  }

  /** Gives the socket of this call up, unless that was done before: whatever goes through it ends with an error. */
  async renew(suspect: Call): Promise<void> {
    if (this.clients.get(suspect) === this.client) await this.drop();
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.drop();
  }

  private async drop(): Promise<void> {
    const { client, channels } = this;
    this.client = undefined;
    this.channels = new Set();
    await client?.dispose();
    for (const channel of channels) channel.close();
  }

  /** Looking for a node of a cluster can take long. */
  private async inTime<C extends Call>(opening: Promise<C>): Promise<C> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new NoAnswer('no node of the event store was found in time')),
        this.openTimeoutMs,
      );
    });
    try {
      return await Promise.race([opening, late]);
    } catch (error) {
      opening.then(cancel, () => undefined);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Ends a call; nothing of it is heard any more. */
export function cancel(call: Call): void {
  call.on('error', () => undefined);
  call.cancel();
}
