import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { present } from '#event-sourcing/testing/present.js';
import { appendAny } from '#event-sourcing/append-any.js';
import { AppendTooLarge, WrongExpectedRevision } from '#event-sourcing/event-store.js';
import type { EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import { freeText } from '#event-sourcing/event.js';
import { proposed } from '#event-sourcing/testing/proposed.js';
import { eventsOf, fill, flat, newStream, prepared, tailAfter } from './contract-store.js';
import type { ContractStore, OpenContractStore } from './contract-store.js';

export function appendingContract(open: OpenContractStore): void {
  describe('appending', () => {
    let contract: ContractStore;
    let store: EventStore;

    beforeAll(async () => {
      contract = await open();
      ({ store } = contract);
    }, 60_000);

    afterAll(() => contract.close());

    const ids = async (stream: string): Promise<string[]> => (await eventsOf(store, stream)).map(({ id }) => id);
    const idsOf = (append: PreparedAppend): string[] => append.events.map(({ id }) => id);

    it('begins a stream that does not exist', async () => {
      const append = prepared(store, newStream());
      expect(await store.append(append)).toMatchObject({ stream: append.stream, revision: 0 });
      expect(await ids(append.stream)).toEqual(idsOf(append));
    });

    it('refuses to begin a stream that exists, and says where it ends', async () => {
      const stream = newStream();
      await fill(store, stream, 2);
      await expect(store.append(prepared(store, stream))).rejects.toMatchObject({
        name: 'WrongExpectedRevision',
        stream,
        expected: 'no-stream',
        actual: 1,
      });
    });

    it('goes on at the exact revision', async () => {
      const first = prepared(store, newStream());
      await store.append(first);
      expect(await store.append(prepared(store, first.stream, 1, tailAfter(first)))).toMatchObject({ revision: 1 });
    });

    it('refuses a stale revision', async () => {
      const first = prepared(store, newStream(), 2);
      await store.append(first);
      const stale = prepared(store, first.stream, 1, { revision: 0, hash: present(first.events[0]).hash });
      await expect(store.append(stale)).rejects.toMatchObject({ name: 'WrongExpectedRevision', actual: 1 });
      expect(await ids(first.stream)).toEqual(idsOf(first));
    });

    it('refuses a future revision, also of a stream that does not exist', async () => {
      const first = prepared(store, newStream());
      await store.append(first);
      const future = { revision: 7, hash: tailAfter(first).hash };
      await expect(store.append(prepared(store, first.stream, 1, future))).rejects.toMatchObject({ actual: 0 });
      await expect(store.append(prepared(store, newStream(), 1, future))).rejects.toMatchObject({ actual: -1 });
    });

    it('appends anywhere by way of the end of the stream', async () => {
      const stream = newStream();
      expect(await appendAny(store, stream, [proposed()])).toMatchObject({ revision: 0 });
      expect(await appendAny(store, stream, [proposed(), proposed()])).toMatchObject({ revision: 2 });
    });

    it('puts several events next to each other', async () => {
      const append = prepared(store, newStream(), 5);
      const { revision } = await store.append(append);
      expect(revision).toBe(4);
      const events = await eventsOf(store, append.stream);
      expect(events.map((event) => event.revision)).toEqual([0, 1, 2, 3, 4]);
    });

    it('puts them next to each other in the whole log too, with others in flight', async () => {
      const after = await store.head();
      const others = [store, await contract.connect()];
      const appends = Array.from({ length: 40 }, () => prepared(store, newStream(), 3));
      await Promise.all(appends.map((append, n) => (others[n % 2] ?? store).append(append)));
      const streams = (await flat(store.readAll({ after }))).map(({ stream }) => stream);
      expect(streams).toHaveLength(120);
      for (let n = 0; n < streams.length; n += 3) expect(new Set(streams.slice(n, n + 3)).size).toBe(1);
    });

    it('writes all of an append or nothing', async () => {
      const first = prepared(store, newStream());
      await store.append(first);
      await expect(store.append(prepared(store, first.stream, 5))).rejects.toThrow(WrongExpectedRevision);
      expect(await ids(first.stream)).toEqual(idsOf(first));
    });

    it('refuses an append without events', async () => {
      await expect(store.append(prepared(store, newStream(), 0))).rejects.toThrow(RangeError);
    });

    it('gives the first result back when the same append is sent again', async () => {
      const append = prepared(store, newStream(), 3);
      const result = await store.append(append);
      expect(await store.append(append)).toEqual(result);
      expect(await ids(append.stream)).toEqual(idsOf(append));
    });

    it('gives the first result back also after later appends', async () => {
      const first = prepared(store, newStream(), 2);
      const result = await store.append(first);
      const second = prepared(store, first.stream, 2, tailAfter(first));
      const later = await store.append(second);
      expect(await store.append(first)).toEqual(result);
      expect(await store.append(second)).toEqual(later);
      expect(await ids(first.stream)).toHaveLength(4);
    });

    it('refuses other ids at a stale revision', async () => {
      const first = prepared(store, newStream(), 2);
      await store.append(first);
      await expect(store.append(prepared(store, first.stream, 2))).rejects.toThrow(WrongExpectedRevision);
    });

    it('refuses an append that overlaps another in some ids', async () => {
      const [a, b, c] = [proposed(), proposed(), proposed()];
      const stream = newStream();
      await store.append(prepared(store, stream, [a, b]));
      await expect(store.append(prepared(store, stream, [a, c]))).rejects.toThrow(WrongExpectedRevision);
      await expect(store.append(prepared(store, stream, [a, b, c]))).rejects.toThrow(WrongExpectedRevision);
      expect(await ids(stream)).toEqual([a.id, b.id]);
    });

    it('takes the same id in two streams as two events', async () => {
      const event = proposed();
      const [one, two] = [newStream(), newStream()];
      await store.append(prepared(store, one, [event]));
      await store.append(prepared(store, two, [event]));
      expect([await ids(one), await ids(two)]).toEqual([[event.id], [event.id]]);
    });

    it('lets one of 20 win at the same revision', async () => {
      const first = prepared(store, newStream());
      await store.append(first);
      const other = await contract.connect();
      const appends = Array.from({ length: 20 }, () => prepared(store, first.stream, 1, tailAfter(first)));
      const outcomes = await Promise.allSettled(
        appends.map((append, n) => (n % 2 === 0 ? store : other).append(append)),
      );
      const winners = appends.filter((_, n) => outcomes[n]?.status === 'fulfilled');
      expect(winners).toHaveLength(1);
      expect(await ids(first.stream)).toEqual([...idsOf(first), ...idsOf(present(winners[0]))]);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(WrongExpectedRevision);
    });

    it('lets one of 200 in flight fail alone', async () => {
      const taken = prepared(store, newStream());
      await store.append(taken);
      const appends = Array.from({ length: 200 }, (_, n) => prepared(store, n === 100 ? taken.stream : newStream(), 2));
      const outcomes = await Promise.allSettled(appends.map((append) => store.append(append)));
      expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([100]);
      for (const [n, { stream }] of appends.entries()) expect(await ids(stream)).toHaveLength(n === 100 ? 1 : 2);
    });

    it('keeps the order of appends to one stream that are in flight together', async () => {
      const appends: PreparedAppend[] = [];
      const stream = newStream();
      for (let n = 0; n < 10; n += 1)
        appends.push(prepared(store, stream, 1, n === 0 ? undefined : tailAfter(present(appends[n - 1]))));
      await Promise.all(appends.map((append) => store.append(append)));
      expect(await ids(stream)).toEqual(appends.flatMap(idsOf));
    });

    it('refuses what is too large, and stays usable', async () => {
      const large = prepared(store, newStream(), [proposed({ data: freeText('x'.repeat(1_048_576)) })]);
      await expect(store.append(large)).rejects.toThrow(AppendTooLarge);
      await expect(store.append(prepared(store, `thing-${'x'.repeat(1_000)}`))).rejects.toThrow(AppendTooLarge);
      expect(await ids(large.stream)).toEqual([]);
      await expect(store.append(prepared(store, newStream()))).resolves.toMatchObject({ revision: 0 });
    });

    it('refuses what is too large alone among others in flight', async () => {
      const large = prepared(store, newStream(), [proposed({ data: freeText('x'.repeat(1_048_576)) })]);
      const appends = Array.from({ length: 11 }, (_, n) => (n === 5 ? large : prepared(store, newStream())));
      const outcomes = await Promise.allSettled(appends.map((append) => store.append(append)));
      expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([5]);
    });

    it('takes what is just not too large', async () => {
      const large = prepared(store, newStream(), [proposed({ data: freeText('党'.repeat(340_000)) })]);
      await store.append(large);
      expect((await eventsOf(store, large.stream))[0]?.texts).toEqual(large.events[0]?.texts);
    });

    it('answers the position of the last event', async () => {
      const { position, stream } = await store.append(prepared(store, newStream(), 3));
      expect((await eventsOf(store, stream)).at(-1)?.position).toBe(position);
      expect(await store.eventAt(position)).toMatchObject({ stream, revision: 2 });
    });
  });
}
