import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { installEventStoreDb } from '#event-sourcing/adapters/eventstoredb/install.js';
import { openEventStoreDb } from '#event-sourcing/adapters/eventstoredb/open.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { describeWithEventStored } from '../setup/describe-with-eventstored.js';
import { EventStored } from '../setup/eventstored.js';
import { expectComplete, Follower, Load } from './load.js';

const log = { warn: (): void => undefined };

describeWithEventStored('a real EventStoreDB that goes away', () => {
  let server: EventStored;
  let store: EventStore;
  let reader: EventStore;

  beforeEach(async () => {
    server = await EventStored.start();
    const { url } = server;
    await installEventStoreDb({ url, now: new Date(), log });
    [store, reader] = await Promise.all([openEventStoreDb({ url, log }), openEventStoreDb({ url, log })]);
  }, 90_000);

  afterEach(async () => {
    await Promise.all([store.close(), reader.close()]);
    await server.remove();
  }, 60_000);

  it('loses and doubles nothing when it is killed three times during 2,000 appends', async () => {
    const followers = [new Follower(store), new Follower(reader)];
    const load = new Load(store, { writers: 20, each: 100 });
    for (const count of [300, 900, 1_500]) {
      await load.reaches(count);
      await server.kill();
      // Of those that were on their way some may have been acknowledged, but not all.
      expect(load.acknowledged.length).toBeLessThan(count + 100);
      await server.start();
    }
    await load.done;
    expect(load.acknowledged).toHaveLength(2_000);
    await expectComplete(store, load.acknowledged, followers);
  }, 300_000);

  it('loses and doubles nothing when it is stopped as a service is, and started again', async () => {
    const followers = [new Follower(store), new Follower(reader)];
    const load = new Load(store, { writers: 10, each: 60 });
    await load.reaches(200);
    await server.stop();
    await sleep(1_000);
    await server.start();
    await load.done;
    await expectComplete(store, load.acknowledged, followers);
  }, 300_000);
});
