import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { StoreUnavailable, UnknownOutcome } from '#event-sourcing/event-store.js';
import type { AppendResult, EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { appendPersistently } from '#event-sourcing/persistent-append.js';
import { prepareAppend } from '#event-sourcing/prepare.js';
import type { StreamTail } from '#event-sourcing/prepare.js';
import { collect } from '#event-sourcing/testing/collect.js';
import { proposed } from '#event-sourcing/testing/proposed.js';
import { checkChains } from '#event-sourcing/verify-chain.js';

export interface Acknowledged {
  readonly append: PreparedAppend;
  readonly result: AppendResult;
  readonly begunAt: number;
  readonly endedAt: number;
}

/** Writers that each go on with a stream of their own, sending the same append again until it is acknowledged. */
export class Load {
  readonly acknowledged: Acknowledged[] = [];
  /** Attempts that did not end with an answer, by the name of the error. */
  readonly failures = new Map<string, number>();
  readonly done: Promise<void>;

  constructor(
    private readonly store: EventStore,
    { writers, each }: { readonly writers: number; readonly each: number },
  ) {
    this.done = Promise.all(Array.from({ length: writers }, () => this.write(each))).then(() => undefined);
    // Whoever waits for it hears of it.
    this.done.catch(() => undefined);
  }

  /** Waits until so many appends are acknowledged. */
  async reaches(count: number): Promise<void> {
    while (this.acknowledged.length < count) await Promise.race([sleep(2), this.done]);
  }

  private async write(count: number): Promise<void> {
    const stream = `thing-${randomUUID()}`;
    let after: StreamTail | undefined;
    for (let n = 0; n < count; n += 1) {
      const events = Array.from({ length: 1 + (n % 3) }, () => proposed());
      const append = prepareAppend({ logId: this.store.logId, stream, after, events });
      const begunAt = performance.now();
      const result = await this.persist(append);
      this.acknowledged.push({ append, result, begunAt, endedAt: performance.now() });
      const last = append.events.at(-1);
      after = { revision: result.revision, hash: last?.hash ?? '' };
    }
  }

  private async persist(append: PreparedAppend): Promise<AppendResult> {
    for (;;) {
      try {
        return await appendPersistently(this.store, append, 60_000);
      } catch (error) {
        if (!(error instanceof StoreUnavailable || error instanceof UnknownOutcome)) throw error;
        this.failures.set(error.name, (this.failures.get(error.name) ?? 0) + 1);
        await sleep(50);
      }
    }
  }
}

/** Follows the whole log until it is told to end. */
export class Follower {
  readonly seen: StoredEvent[] = [];
  private readonly stopping = new AbortController();
  private readonly following: Promise<void>;

  constructor(store: EventStore) {
    this.following = this.follow(store);
    this.following.catch(() => undefined);
  }

  /** Waits until it has seen so many events, and a little for what should not come. */
  async end(count: number): Promise<readonly StoredEvent[]> {
    const end = performance.now() + 20_000;
    while (this.seen.length < count && performance.now() < end) await Promise.race([sleep(10), this.following]);
    await sleep(200);
    this.stopping.abort();
    await this.following;
    return this.seen;
  }

  private async follow(store: EventStore): Promise<void> {
    for await (const batch of store.subscribeAll({ signal: this.stopping.signal })) this.seen.push(...batch);
  }
}

/** The log is `LogCreated` and what was acknowledged, each once and where it was said to be, and all saw the same. */
export async function expectComplete(
  store: EventStore,
  acknowledged: readonly Acknowledged[],
  followers: readonly Follower[],
): Promise<void> {
  const all = (await collect(store.readAll())).flat();
  const known = new Map(all.map(({ id, position }) => [id, position]));
  expect(known.size).toBe(all.length);
  const expected = acknowledged.flatMap(({ append }) => append.events.map(({ id }) => id));
  expect(all.length).toBe(expected.length + 1);
  expect(expected.filter((id) => !known.has(id))).toEqual([]);
  const misplaced = acknowledged.filter(
    ({ append, result }) => known.get(append.events.at(-1)?.id ?? '') !== result.position,
  );
  expect(misplaced).toEqual([]);
  expect(await collect(checkChains(store.logId, store.readAll()))).toEqual([]);
  for (const follower of followers) {
    const seen = await follower.end(all.length);
    expect(seen.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  }
}
