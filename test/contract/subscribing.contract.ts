import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { allEvents, fill, flat, newStream, prepared } from './contract-store.js';
import type { ContractStore, OpenContractStore } from './contract-store.js';

/** Collects what a subscription brings until it has seen `count` events or the time is over. */
export async function subscribed(
  store: EventStore,
  count: number,
  options: { after?: Position; batchSize?: number; pauseMs?: number } = {},
): Promise<StoredEvent[]> {
  const { pauseMs, ...read } = options;
  const stop = AbortSignal.timeout(20_000);
  const events: StoredEvent[] = [];
  for await (const batch of store.subscribeAll({ ...read, signal: stop })) {
    events.push(...batch);
    if (pauseMs !== undefined) await sleep(pauseMs);
    if (events.length >= count) break;
  }
  return events;
}

export const idsOf = (events: readonly StoredEvent[]): string[] => events.map(({ id }) => id);

export function subscribingContract(open: OpenContractStore): void {
  describe('subscribing', () => {
    let contract: ContractStore;
    let store: EventStore;

    beforeAll(async () => {
      contract = await open();
      ({ store } = contract);
      await fill(store, newStream(), 12);
    }, 60_000);

    afterAll(() => contract.close());

    it('brings the log from every position without gap or double', async () => {
      const all = await allEvents(store);
      const positions = [undefined, ...all.slice(0, -1).map(({ position }) => position)];
      for (const [n, after] of positions.entries()) {
        const events = await subscribed(store, all.length - n, { batchSize: 5, ...(after && { after }) });
        expect(idsOf(events)).toEqual(idsOf(all.slice(n)));
      }
    });

    it('goes on with what is appended later, soon', async () => {
      const after = await store.head();
      const seen = subscribed(store, 3, { after });
      await sleep(300);
      const append = prepared(store, newStream(), 3);
      const other = await contract.connect();
      const began = performance.now();
      await other.append(append);
      expect(idsOf(await seen)).toEqual(append.events.map(({ id }) => id));
      // Sooner than anybody looks without being told.
      expect(performance.now() - began).toBeLessThan(2_500);
    });

    it('waits for a slow consumer, through a burst of 1,000', async () => {
      const after = await store.head();
      const slow = subscribed(store, 1_000, { after, batchSize: 50, pauseMs: 20 });
      const appends = Array.from({ length: 100 }, () => prepared(store, newStream(), 10));
      await Promise.all(appends.map((append) => store.append(append)));
      const events = await slow;
      expect(events).toHaveLength(1_000);
      expect(new Set(idsOf(events)).size).toBe(1_000);
    }, 30_000);

    it('loses nothing that writers commit while it catches up', async () => {
      const after = await store.head();
      const writers = await Promise.all([0, 1, 2, 3].map(() => contract.connect()));
      const seen = subscribed(store, 400, { after, batchSize: 7 });
      await Promise.all(writers.map((writer) => fill(writer, newStream(), 100)));
      const events = await seen;
      expect(idsOf(events)).toEqual(idsOf(await flat(store.readAll({ after }))));
    }, 30_000);

    it('loses nothing that writers commit late while it catches up', async () => {
      const slow = await open();
      try {
        await fill(slow.store, newStream(), 50);
        await slow.delayCommits?.();
        const writers = await Promise.all([0, 1, 2, 3].map(() => slow.connect()));
        const seen = subscribed(slow.store, 251, { batchSize: 3 });
        const written = await Promise.all(writers.map((writer) => fill(writer, newStream(), 50)));
        const events = await seen;
        expect(idsOf(events)).toEqual(idsOf(await allEvents(slow.store)));
        const positions = new Set(events.map(({ position }) => position));
        expect(written.flat().filter(({ position }) => !positions.has(position))).toEqual([]);
      } finally {
        await slow.close();
      }
    }, 30_000);

    it('serves 120 at once, and reads and appends beside them', async () => {
      const after = await store.head();
      const all = Array.from({ length: 120 }, () => subscribed(store, 2, { after }));
      await sleep(200);
      const append = prepared(store, newStream(), 2);
      await store.append(append);
      expect(await store.eventAt(after)).toBeDefined();
      for (const events of await Promise.all(all)) expect(idsOf(events)).toEqual(append.events.map(({ id }) => id));
    }, 30_000);

    it('releases what it held when aborted, again and again', async () => {
      const after = await store.head();
      for (let n = 0; n < 150; n += 1) {
        const abort = new AbortController();
        setTimeout(() => abort.abort(), n % 5);
        for await (const batch of store.subscribeAll({ ...(n % 2 === 0 && { after }), signal: abort.signal }))
          if (n % 4 === 1 && batch.length > 0) break;
      }
      await expect(store.append(prepared(store, newStream()))).resolves.toMatchObject({ revision: 0 });
      expect(await subscribed(store, 1, { after })).toHaveLength(1);
    }, 30_000);

    it('ends when aborted, in mid-wait and before the first event', async () => {
      const abort = new AbortController();
      const after = await store.head();
      const waiting = (async () => {
        for await (const batch of store.subscribeAll({ after, signal: abort.signal })) expect(batch).toEqual([]);
      })();
      await sleep(100);
      abort.abort();
      await waiting;
      for await (const batch of store.subscribeAll({ signal: AbortSignal.abort() })) expect(batch).toEqual([]);
    });

    it('ends when the store is closed', async () => {
      const other = await contract.connect();
      const after = await other.head();
      const waiting = (async () => {
        for await (const batch of other.subscribeAll({ after })) expect(batch).toEqual([]);
      })();
      await sleep(50);
      await other.close();
      await waiting;
      await expect(other.append(prepared(store, newStream()))).rejects.toMatchObject({ name: 'StoreUnavailable' });
    });
  });
}
