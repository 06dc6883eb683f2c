import { setTimeout as sleep } from 'node:timers/promises';
import { installEventStoreDb } from '#event-sourcing/adapters/eventstoredb/install.js';
import { openEventStoreDb } from '#event-sourcing/adapters/eventstoredb/open.js';
import type { EventStoreDbSettings } from '#event-sourcing/adapters/eventstoredb/open.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import { StoreUnavailable, UnknownOutcome, WrongExpectedRevision } from '#event-sourcing/event-store.js';
import type { EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import { appendPersistently } from '#event-sourcing/persistent-append.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { countThing, thingCommand } from '#event-sourcing/testing/thing.js';
import { ProtocolServer } from './protocol-server.js';

/** Within this a reader has everything again, whatever went wrong. */
export const CATCH_UP_MS = 15_000;
/** So long a client repeats its command; then the trial has failed. */
const PATIENCE_MS = 30_000;

const LIMITS = { conflictMs: 5_000, outcomeMs: 5_000 };

export interface Verdict {
  /** Ids of events that were acknowledged and are not in the log. */
  readonly lost: readonly string[];
  /** Events in the log that nobody was told of, or that stand there twice. */
  readonly doubled: readonly string[];
  /** What the subscriber got is what the log has, in its order. */
  readonly followed: boolean;
}

export const FAULTLESS: Verdict = { lost: [], doubled: [], followed: true };

/** How a client uses its store; a careless one shows that a trial can fail. */
export type Use = (store: EventStore) => EventStore;

const quiet = { warn: (): void => undefined };

/** A log on a protocol server, written by several clients and followed by a subscriber. */
export class TriedLog {
  private readonly acknowledged = new Set<string>();
  private readonly seen: string[] = [];
  private readonly seenIds = new Set<string>();
  private readonly stopped = new AbortController();
  private readonly following: Promise<void>;
  private slowestMs = 0;
  private next = 0;

  private constructor(
    readonly server: ProtocolServer,
    private readonly stores: readonly EventStore[],
    private readonly executors: readonly CommandExecutor[],
    private readonly reader: EventStore,
  ) {
    this.following = this.follow();
  }

  static async open(
    clients: number,
    settings: Partial<EventStoreDbSettings>,
    use: Use = (store) => store,
  ): Promise<TriedLog> {
    const server = await ProtocolServer.start();
    const { url } = server;
    await installEventStoreDb({ url, now: new Date(), log: quiet });
    const open = async (): Promise<EventStore> => use(await openEventStoreDb({ url, log: quiet, ...settings }));
    const [reader, ...stores] = await Promise.all([open(), ...Array.from({ length: clients }, open)]);
    // Every other one leaves it to its client to repeat what had an unknown outcome.
    const executors = stores.map(
      (store, n) => new CommandExecutor(store, new EventSchemas(), { ...LIMITS, outcomeMs: n % 2 === 0 ? 5_000 : 0 }),
    );
    return new TriedLog(server, stores, executors, reader);
  }

  /** The longest that an event took from its acknowledgement to the subscriber. */
  get slowest(): number {
    return this.slowestMs;
  }

  /** A command to this stream, repeated as a client repeats it until it is told the result. */
  async command(stream: string, client = this.turn()): Promise<void> {
    const command = thingCommand(stream);
    const { events } = await patiently(() => this.executorOf(client).execute(countThing, command));
    for (const { id } of events) this.acknowledged.add(id);
  }

  /** An append of the caller's own. */
  async append(prepare: (store: EventStore) => PreparedAppend, client = this.turn()): Promise<void> {
    const store = at(this.stores, client);
    const append = prepare(store);
    await patiently(() => appendPersistently(store, append, 1_000));
    for (const { id } of append.events) this.acknowledged.add(id);
  }

  /** Until the subscriber has all that is in the log now, or the time is over. */
  async caughtUp(withinMs = CATCH_UP_MS): Promise<void> {
    const last = this.server.userRecords.at(-1)?.id ?? '';
    const begin = performance.now();
    while (!this.seenIds.has(last) && performance.now() - begin < withinMs) await sleep(2);
    this.slowestMs = Math.max(this.slowestMs, performance.now() - begin);
  }

  async verdict(withinMs = CATCH_UP_MS): Promise<Verdict> {
    await this.caughtUp(withinMs);
    const stored = this.server.userRecords.map(({ id }) => id);
    const [created, ...others] = stored;
    const inLog = new Set(stored);
    return {
      lost: [...this.acknowledged].filter((id) => !inLog.has(id)),
      doubled: others.filter((id, n) => id === created || !this.acknowledged.has(id) || others.indexOf(id) !== n),
      followed: JSON.stringify(this.seen) === JSON.stringify(stored),
    };
  }

  async close(): Promise<void> {
    this.stopped.abort();
    await Promise.allSettled([this.following, this.reader.close(), ...this.stores.map((store) => store.close())]);
    await this.server.stop();
  }

  private async follow(): Promise<void> {
    for await (const batch of this.reader.subscribeAll({ signal: this.stopped.signal })) {
      for (const { id } of batch) {
        this.seen.push(id);
        this.seenIds.add(id);
      }
    }
  }

  private turn(): number {
    this.next = (this.next + 1) % this.stores.length;
    return this.next;
  }

  private executorOf(client: number): CommandExecutor {
    return at(this.executors, client);
  }
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`there are only ${String(list.length)} clients`);
  return item;
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const passing = [UnknownOutcome, StoreUnavailable, WrongExpectedRevision].some((kind) => error instanceof kind);
      if (!passing || performance.now() > deadline) throw error;
      await sleep(10);
    }
  }
}
