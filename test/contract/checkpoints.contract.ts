import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import { findLogMismatch } from '#event-sourcing/projection/check-log.js';
import type { Checkpoint } from '#event-sourcing/projection/checkpoints.js';
import { proposed } from '#event-sourcing/testing/proposed.js';
import { tallies } from '#event-sourcing/testing/sample-projections.js';
import { TestEngine } from '#event-sourcing/testing/test-engine.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { newStream, prepared } from './contract-store.js';
import type { ContractStore, OpenContractStore } from './contract-store.js';

/** Positions as the one and the other kind of store writes them. */
const FOREIGN = ['123', '8/8'];

const RUNNING = {
  model: 'tallies',
  version: 1,
  ordinal: 3,
  epoch: 1,
  state: 'running',
  serving: true,
  borrows: null,
  error: null,
  updatedAt: '2024-01-15T00:00:00.000Z',
} as const;

export function checkpointContract(open: OpenContractStore): void {
  describe('a checkpoint of a read model', () => {
    let contract: ContractStore;
    let other: ContractStore;
    let database: TestDatabase;
    const engines: TestEngine[] = [];

    beforeAll(async () => {
      [contract, other, database] = await Promise.all([open(), open(), createTestDatabase()]);
      for (const { store } of [contract, other]) {
        const counted = proposed({ type: 'Counted', data: { tally: 'x', amount: 2 } });
        await store.append(prepared(store, newStream(), [counted, proposed()]));
      }
    }, 60_000);

    afterAll(async () => {
      for (const engine of engines) await engine.close();
      await Promise.all([contract.close(), other.close(), database.drop()]);
    });

    const projector = (store: EventStore): TestEngine => {
      const engine = new TestEngine(database.url, { store }, [tallies]);
      engines.push(engine);
      engine.engine.start();
      return engine;
    };

    const checkpoint = async (store: EventStore, given: Partial<Checkpoint> = {}): Promise<Checkpoint> => {
      const head = await store.head();
      const lastEventId = (await store.eventAt(head))?.id ?? null;
      return { ...RUNNING, position: head, lastEventId, logId: store.logId, ...given };
    };

    it('is known by its log and by the event that stands at it', async () => {
      const { store } = contract;
      expect(await findLogMismatch(store, await checkpoint(store))).toBeUndefined();
      expect(await findLogMismatch(store, await checkpoint(store, { position: null, lastEventId: null }))).toBe(
        undefined,
      );
      expect(await findLogMismatch(store, await checkpoint(store, { lastEventId: 'another' }))).toMatch(/another/);
    });

    it('of another log is refused, also when it bears this log’s name', async () => {
      const { store } = contract;
      expect(await findLogMismatch(store, await checkpoint(other.store))).toMatch(/read from log/);
      const renamed = { ...(await checkpoint(other.store)), logId: store.logId };
      expect(await findLogMismatch(store, renamed)).toMatch(/stood at position/);
    });

    it('of another kind of store is refused', async () => {
      for (const position of FOREIGN) {
        // As the database holds it, written by whatever program.
        const foreign = await checkpoint(contract.store, { position: position as Position });
        expect(await findLogMismatch(contract.store, foreign)).toMatch(/position/);
      }
    });

    it('stops the read model with log-mismatch, and nothing is written to it', async () => {
      const first = projector(contract.store);
      await first.untilCaughtUp('tallies');
      const rows = await first.rowsOf('tallies');
      expect(rows).toMatchObject([{ tally: 'x', total: '2' }]);
      await first.close();

      const second = projector(other.store);
      expect(await second.until('tallies', ({ state }) => state === 'stopped')).toMatchObject({
        error: { code: 'log-mismatch' },
      });
      expect(await second.rowsOf('tallies')).toEqual(rows);
      await second.close();
    });

    it.each(FOREIGN)(
      'stops the read model also where the position is %s, of another kind of store',
      async (position) => {
        const before = projector(contract.store);
        await before.untilCaughtUp('tallies');
        await before.engine.stop();
        const { rows } = await before.pool.query<{ position: string }>(
          'UPDATE projections.checkpoints c SET position = $1 FROM projections.checkpoints o RETURNING o.position',
          [position],
        );
        before.engine.start();
        expect(await before.until('tallies', ({ state }) => state === 'stopped')).toMatchObject({
          error: { code: 'log-mismatch' },
        });
        await before.engine.stop();
        await before.pool.query('UPDATE projections.checkpoints SET position = $1', [rows[0]?.position]);
        await before.close();
      },
    );
  });
}
