import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { present } from '#event-sourcing/testing/present.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import { StoreUnavailable, UnknownOutcome, WrongExpectedRevision } from '#event-sourcing/event-store.js';
import type { EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import { appendPersistently } from '#event-sourcing/persistent-append.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { countThing, thingCommand } from '#event-sourcing/testing/thing.js';
import { eventsOf, fill, newStream, prepared, tailAfter } from './contract-store.js';
import type { ContractStore, Loss, OpenContractStore } from './contract-store.js';
import { idsOf, subscribed } from './subscribing.contract.js';

const LOSSES: readonly Loss[] = ['after-write', 'before-write', 'never'];

/** Sends an append again also where it did not reach the store: as one does who can wait. */
async function insist(store: EventStore, append: PreparedAppend): Promise<void> {
  for (const end = performance.now() + 20_000; ; await sleep(50)) {
    try {
      await appendPersistently(store, append, 15_000);
      return;
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || performance.now() > end) throw error;
    }
  }
}

export function faultContract(open: OpenContractStore): void {
  describe('under faults', () => {
    let contract: ContractStore;
    let store: EventStore;
    /** Does not wait long for an answer. */
    let quick: EventStore;

    beforeAll(async () => {
      contract = await open();
      ({ store } = contract);
      quick = await contract.connect({ appendTimeoutMs: 700 });
    }, 60_000);

    afterAll(() => contract.close());

    it.each(LOSSES)('says when an outcome is unknown: answer lost %s', async (how) => {
      const append = prepared(store, newStream());
      await contract.loseNextAnswer(how);
      await expect(quick.append(append)).rejects.toThrow(UnknownOutcome);
      expect(await eventsOf(store, append.stream)).toHaveLength(how === 'before-write' ? 0 : 1);
      await expect(appendPersistently(quick, append, 15_000)).resolves.toMatchObject({ revision: 0 });
      expect(idsOf(await eventsOf(store, append.stream))).toEqual([append.events[0]?.id]);
    });

    it.each(LOSSES)('records a command once: answer lost %s', async (how) => {
      const executor = new CommandExecutor(quick, new EventSchemas());
      const command = thingCommand(newStream());
      await executor.execute(countThing, thingCommand(command.stream));
      await contract.loseNextAnswer(how);
      const result = await executor.execute(countThing, command);
      expect(result).toMatchObject({ length: 2 });
      expect(await executor.execute(countThing, command)).toEqual(result);
      expect(await eventsOf(store, command.stream)).toHaveLength(2);
    });

    it.each(LOSSES)(
      'records a command once when its client repeats it after another event: answer lost %s',
      async (how) => {
        const impatient = new CommandExecutor(quick, new EventSchemas(), { conflictMs: 1_000, outcomeMs: 0 });
        const other = new CommandExecutor(store, new EventSchemas());
        const command = thingCommand(newStream());
        await impatient.execute(countThing, thingCommand(command.stream));
        await contract.loseNextAnswer(how);
        await expect(impatient.execute(countThing, command)).rejects.toThrow(UnknownOutcome);
        await other.execute(countThing, thingCommand(command.stream));
        await new CommandExecutor(quick, new EventSchemas()).execute(countThing, command);
        const events = await eventsOf(store, command.stream);
        const recorded = events.filter(({ envelope }) => envelope.metadata.commandId === command.context.commandId);
        expect([events.length, recorded.length]).toEqual([3, 1]);
      },
    );

    it.each(['after-write', 'never'] as const)(
      'finds a lost append by sending it again, also behind another event: answer lost %s',
      async (how) => {
        const append = prepared(store, newStream());
        await contract.loseNextAnswer(how);
        await expect(quick.append(append)).rejects.toThrow(UnknownOutcome);
        await store.append(prepared(store, append.stream, 1, tailAfter(append)));
        expect(await appendPersistently(quick, append, 15_000)).toMatchObject({ revision: 0 });
        expect(await eventsOf(store, append.stream)).toHaveLength(2);
      },
    );

    it('refuses at a revision that others took after the outcome was unknown', async () => {
      const append = prepared(store, newStream());
      await contract.loseNextAnswer('before-write');
      await expect(quick.append(append)).rejects.toThrow(UnknownOutcome);
      await store.append(prepared(store, append.stream));
      await expect(appendPersistently(quick, append, 15_000)).rejects.toThrow(WrongExpectedRevision);
      expect(await eventsOf(store, append.stream)).toHaveLength(1);
    });

    it('comes back after the server was away, without a restart of ours', async () => {
      const restore = await contract.interrupt();
      await expect(store.append(prepared(store, newStream()))).rejects.toThrow(/./);
      await expect(store.readStream(newStream())).rejects.toThrow(StoreUnavailable);
      await restore();
      await expect(insist(store, prepared(store, newStream()))).resolves.toBeUndefined();
    }, 30_000);

    it('loses and doubles nothing when the server goes away in mid-append and comes back', async () => {
      await store.append(prepared(store, newStream()));
      const streams = Array.from({ length: 20 }, newStream);
      const acknowledged: string[] = [];
      const writing = Promise.all(
        streams.map(async (stream, n) => {
          await sleep(n * 10);
          await insist(store, prepared(store, stream, 2));
          acknowledged.push(stream);
        }),
      );
      while (acknowledged.length < 3) await sleep(1);
      const restore = await contract.interrupt();
      expect(acknowledged.length).toBeLessThan(20);
      await sleep(300);
      await restore();
      await writing;
      for (const stream of streams) expect(await eventsOf(store, stream)).toHaveLength(2);
    }, 40_000);

    it('takes a subscription up again where it was', async () => {
      const after = await store.head();
      const seen = subscribed(store, 20, { after });
      const stream = newStream();
      const first = await fill(store, stream, 10);
      const restore = await contract.interrupt();
      await sleep(300);
      await restore();
      const slice = await eventsOf(store, stream);
      let tail = { revision: 9, hash: present(slice[9]).hash };
      for (let n = 0; n < 10; n += 1) {
        const append = prepared(store, stream, 1, tail);
        await insist(store, append);
        tail = tailAfter(append);
      }
      expect(first).toHaveLength(10);
      expect(idsOf(await seen)).toEqual(idsOf(await eventsOf(store, stream)));
    }, 40_000);

    it('takes a subscription up again in the midst of catching up, after a longer absence', async () => {
      const after = await store.head();
      const appends = Array.from({ length: 30 }, () => prepared(store, newStream(), 3));
      for (const append of appends) await store.append(append);
      const expected = appends.flatMap(({ events }) => events.map(({ id }) => id));
      const seen = subscribed(store, expected.length, { after, batchSize: 3, pauseMs: 20 });
      await sleep(150);
      const restore = await contract.interrupt();
      await sleep(2_500);
      await restore();
      expect(idsOf(await seen)).toEqual(expected);
    }, 40_000);

    it('does not know the events of another log', async () => {
      const other = await open();
      try {
        expect(other.store.logId).not.toBe(store.logId);
        const append = prepared(other.store, `thing-${randomUUID()}`, 3);
        const { position } = await other.store.append(append);
        expect((await store.eventAt(position))?.id).not.toBe(append.events[2]?.id);
      } finally {
        await other.close();
      }
    }, 30_000);
  });
}
