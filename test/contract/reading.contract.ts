import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { present } from '#event-sourcing/testing/present.js';
import { InvalidPosition } from '#event-sourcing/event-store.js';
import type { EventStore, ReadStreamOptions } from '#event-sourcing/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import { LOG_STREAM } from '#event-sourcing/log-created.js';
import { allEvents, eventsOf, fill, flat, newStream } from './contract-store.js';
import type { ContractStore, OpenContractStore } from './contract-store.js';

/** No position of any store. */
const GARBAGE = [
  ['', 'x', '-1', '1.5', ' 1', '1\n', '01', '1e3', '99999999999999999999999999', '٣', '0x10'],
  ['/', '1/', '/1', '1/x', '1/1/1', '01/1', '1/-1', '1 /1', '18446744073709551616/18446744073709551616'],
].flat();

/** A position that no event has: each number in it one more. */
const justAfter = (store: EventStore, position: Position): Position =>
  store.parsePosition(position.replaceAll(/\d+/g, (digits) => String(BigInt(digits) + 1n)));

export function readingContract(open: OpenContractStore): void {
  describe('reading', () => {
    const stream = newStream();
    let contract: ContractStore;
    let store: EventStore;

    beforeAll(async () => {
      contract = await open();
      ({ store } = contract);
      await fill(store, stream, 10);
      await fill(store, newStream(), 5);
    }, 60_000);

    afterAll(() => contract.close());

    const revisions = async (options: ReadStreamOptions): Promise<number[]> => {
      const slice = await store.readStream(stream, options);
      expect(slice.status).toBe('found');
      return slice.status === 'found' ? slice.events.map(({ revision }) => revision) : [];
    };

    it('begins with the event that names the log', async () => {
      const [first] = await allEvents(store);
      expect(first).toMatchObject({ stream: LOG_STREAM, revision: 0, type: 'LogCreated' });
      expect(first?.envelope.data).toMatchObject({ logId: store.logId });
    });

    it('says that a stream does not exist', async () => {
      expect(await store.readStream(newStream())).toEqual({ status: 'not-found' });
      expect(await store.readStream(newStream(), { direction: 'backwards', limit: 1 })).toEqual({
        status: 'not-found',
      });
    });

    it('reads a stream forwards, inclusive of from, up to a limit', async () => {
      expect(await revisions({})).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(await revisions({ from: 4, limit: 3 })).toEqual([4, 5, 6]);
      expect(await revisions({ from: 8, limit: 100 })).toEqual([8, 9]);
    });

    it('reads a stream backwards, inclusive of from, up to a limit', async () => {
      expect(await revisions({ direction: 'backwards', limit: 2 })).toEqual([9, 8]);
      expect(await revisions({ direction: 'backwards', from: 2 })).toEqual([2, 1, 0]);
    });

    it('finds nothing beyond the end, which is not the same as no stream', async () => {
      expect(await revisions({ from: 10 })).toEqual([]);
      expect(await revisions({ direction: 'backwards', from: 99, limit: 1 })).toEqual([9]);
    });

    it('reads the whole log in batches, at strictly rising positions, without a system event', async () => {
      const positions: string[] = [];
      for await (const batch of store.readAll({ batchSize: 4 })) {
        expect(batch.length).toBeLessThanOrEqual(4);
        for (const event of batch) {
          expect(event.type).not.toMatch(/^\$/);
          positions.push(event.position);
        }
      }
      const parsed = positions.map((position) => store.parsePosition(position));
      expect(parsed.every((at, n) => n === 0 || store.comparePositions(present(parsed[n - 1]), at) < 0)).toBe(true);
      expect(positions).toHaveLength(16);
      expect(await store.head()).toBe(positions.at(-1));
    });

    it('has the events of a stream at the positions at which the whole log has them', async () => {
      const slice = await store.readStream(stream);
      const own = slice.status === 'found' ? slice.events : [];
      const inLog = (await allEvents(store)).filter((event) => event.stream === stream);
      expect(own.map(({ position }) => position)).toEqual(inLog.map(({ position }) => position));
      expect(own).toHaveLength(10);
    });

    it('reads on after any position, exclusive of it', async () => {
      const all = await allEvents(store);
      for (const [n, { position }] of all.entries()) {
        const rest: string[] = [];
        for await (const batch of store.readAll({ after: position })) rest.push(...batch.map(({ id }) => id));
        expect(rest).toEqual(all.slice(n + 1).map(({ id }) => id));
      }
    });

    it('takes a position through text and refuses garbage', async () => {
      const head = await store.head();
      expect(store.parsePosition(String(head))).toBe(head);
      expect(store.comparePositions(head, head)).toBe(0);
      for (const text of GARBAGE) expect(() => store.parsePosition(text)).toThrow(InvalidPosition);
    });

    it('finds the event at exactly a position', async () => {
      const [first] = await eventsOf(store, stream);
      expect(await store.eventAt(present(first).position)).toMatchObject({
        id: present(first).id,
        hash: present(first).hash,
      });
    });

    it('finds no event behind the end of the log, and nothing to read on after it', async () => {
      const head = await store.head();
      expect(await store.eventAt(justAfter(store, head))).toBeUndefined();
      expect(await flat(store.readAll({ after: head }))).toEqual([]);
    });

    it('never takes another event for the one at a position', async () => {
      for (const { position, id } of await allEvents(store))
        expect((await store.eventAt(justAfter(store, position)))?.id).not.toBe(id);
    });

    it('releases what it held when a reader stops early, again and again', async () => {
      for (let n = 0; n < 150; n += 1) {
        for await (const batch of store.readAll({ batchSize: 2 })) {
          expect(batch).toHaveLength(2);
          break;
        }
      }
      for await (const batch of store.readAll({ signal: AbortSignal.abort() })) expect(batch).toEqual([]);
      expect(await revisions({ limit: 1 })).toEqual([0]);
    });
  });
}
