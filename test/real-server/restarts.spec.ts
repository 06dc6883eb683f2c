import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { installEventStoreDb } from '#event-sourcing/adapters/eventstoredb/install.js';
import { openEventStoreDb } from '#event-sourcing/adapters/eventstoredb/open.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { describeWithEventStored } from '../setup/describe-with-eventstored.js';
import { EventStored } from '../setup/eventstored.js';
import { times } from '../setup/fault-scale.js';
import { expectComplete, Follower, Load } from './load.js';
import type { Acknowledged } from './load.js';

const log = { warn: (): void => undefined };
const KILLS = times(1, 3);
const WRITERS = 20;
const EACH = times(35, 100);

describeWithEventStored('a real EventStoreDB that goes away', () => {
  let server: EventStored;
  let store: EventStore;
  let reader: EventStore;
  /** By all tests: they go on with one log. */
  const acknowledged: Acknowledged[] = [];

  beforeAll(async () => {
    server = await EventStored.start();
    const { url } = server;
    await installEventStoreDb({ url, now: new Date(), log });
    [store, reader] = await Promise.all([openEventStoreDb({ url, log }), openEventStoreDb({ url, log })]);
  }, 90_000);

  afterAll(async () => {
    await Promise.all([store.close(), reader.close()]);
    await server.remove();
  }, 60_000);

  const expectAllOf = async (load: Load, followers: readonly Follower[]): Promise<void> => {
    acknowledged.push(...load.acknowledged);
    await expectComplete(store, acknowledged, followers);
  };

  it(`loses and doubles nothing when it is killed ${String(KILLS)} times during ${String(WRITERS * EACH)} appends`, async () => {
    const followers = [new Follower(store), new Follower(reader)];
    const load = new Load(store, { writers: WRITERS, each: EACH });
    for (let kill = 0; kill < KILLS; kill += 1) {
      const count = 300 + 600 * kill;
      await load.reaches(count);
      await server.kill();
      // Of those that were on their way some may have been acknowledged, but not all.
      expect(load.acknowledged.length).toBeLessThan(count + 100);
      await server.start();
    }
    await load.done;
    expect(load.acknowledged).toHaveLength(WRITERS * EACH);
    await expectAllOf(load, followers);
  }, 300_000);

  it('loses and doubles nothing when it is stopped as a service is, and started again', async () => {
    const followers = [new Follower(store), new Follower(reader)];
    const load = new Load(store, { writers: 10, each: 60 });
    await load.reaches(200);
    await server.stop();
    await sleep(1_000);
    await server.start();
    await load.done;
    await expectAllOf(load, followers);
  }, 300_000);
});
