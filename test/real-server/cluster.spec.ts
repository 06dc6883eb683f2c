import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { installEventStoreDb } from '#event-sourcing/adapters/eventstoredb/install.js';
import { openEventStoreDb } from '#event-sourcing/adapters/eventstoredb/open.js';
import { StoreUnavailable, UnknownOutcome } from '#event-sourcing/event-store.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { describeWithEventStored } from '../setup/describe-with-eventstored.js';
import { EventStoredCluster } from '../setup/eventstored-cluster.js';
import { expectComplete, Follower, Load } from './load.js';

const log = { warn: (): void => undefined };
const AGAIN_WITHIN_MS = 15_000;

/** Nodes that have just come together may elect once more before they take an append. */
async function onceItLeads<T>(work: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + 60_000; ; await sleep(200)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable || error instanceof UnknownOutcome) || performance.now() > end)
        throw error;
    }
  }
}

describeWithEventStored('a real cluster of three EventStoreDBs', () => {
  let cluster: EventStoredCluster;
  let store: EventStore;
  let reader: EventStore;

  beforeAll(async () => {
    cluster = await EventStoredCluster.start();
    const { url } = cluster;
    await onceItLeads(() => installEventStoreDb({ url, now: new Date(), log }));
    [store, reader] = await Promise.all([openEventStoreDb({ url, log }), openEventStoreDb({ url, log })]);
  }, 180_000);

  afterAll(async () => {
    await Promise.all([store.close(), reader.close()]);
    await cluster.remove();
  }, 60_000);

  it('takes appends again within 15 s after its leader was killed under load, and nothing is lost or doubled', async () => {
    const followers = [new Follower(store), new Follower(reader)];
    const load = new Load(store, { writers: 20, each: 50 });
    await load.reaches(400);
    const leader = await cluster.leader();
    await leader.kill();
    const killedAt = performance.now();
    await load.done;
    const again = load.acknowledged.filter(({ begunAt }) => begunAt > killedAt).map(({ endedAt }) => endedAt);
    expect(again.length).toBeGreaterThan(0);
    expect(Math.min(...again) - killedAt).toBeLessThan(AGAIN_WITHIN_MS);
    await expectComplete(store, load.acknowledged, followers);

    // The old leader comes back as one of the three, and must agree.
    // Where it wrote what no other node has, it ends by itself, to take this off when it is started once more.
    await leader.start().catch(() => leader.start());
    await expectComplete(reader, load.acknowledged, []);
  }, 300_000);
});
