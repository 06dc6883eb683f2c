import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { prepared } from '../contract/contract-store.js';
import { CATCH_UP_MS, FAULTLESS, TriedLog } from '../protocol-server/tried-log.js';
import { times } from '../setup/fault-scale.js';
import { Randomness } from '../setup/randomness.js';

const SEED = Number(process.env['FAULT_SEED'] ?? randomInt(2 ** 31));
/** Each log has a server of its own, and they are tried side by side. */
const LOGS = 5;
const TRIALS_PER_LOG = times(7, 21);
const HEAD_CHECK_MS = 150;

const random = new Randomness(SEED);

/** Answers how many subscriptions it hit. */
type Fault = (log: TriedLog) => number | Promise<number>;

const FAULTS: readonly (readonly [string, Fault])[] = [
  ['that ends without an error', ({ server }) => server.subscriptions.endAll()],
  ['that stays open and silent', ({ server }) => server.subscriptions.silenceAll()],
  ['that is dropped as too slow', ({ server }) => server.subscriptions.dropAll()],
  ['that is dropped in a burst', burst],
];

describe(`a subscription to EventStoreDB, seed ${String(SEED)}`, () => {
  it.each(FAULTS)(
    `%s, ${String(LOGS * TRIALS_PER_LOG)} times under writers, misses nothing and repeats nothing`,
    async (_, fault) => {
      await Promise.all(Array.from({ length: LOGS }, () => tried(fault)));
    },
    120_000,
  );
});

async function tried(fault: Fault): Promise<void> {
  const log = await TriedLog.open(1, { appendTimeoutMs: 5_000, headCheckMs: HEAD_CHECK_MS });
  try {
    for (let trial = 0; trial < TRIALS_PER_LOG; trial += 1) {
      const writing = Promise.all([write(log), write(log)]);
      await hit(log, fault);
      await writing;
      await log.command(`thing-${randomUUID()}`);
      await log.caughtUp();
    }
    expect(await log.verdict()).toEqual(FAULTLESS);
    expect(log.slowest).toBeLessThan(CATCH_UP_MS);
  } finally {
    await log.close();
  }
}

async function write(log: TriedLog): Promise<void> {
  const stream = `thing-${randomUUID()}`;
  for (let left = random.between(1, 5); left > 0; left -= 1) {
    await sleep(random.between(0, 10));
    await log.command(stream);
  }
}

/** At some moment, but not before there is a subscription to be hit. */
async function hit(log: TriedLog, fault: Fault): Promise<void> {
  const deadline = performance.now() + CATCH_UP_MS;
  await sleep(random.between(0, 25));
  while ((await fault(log)) === 0) {
    if (performance.now() > deadline) throw new Error('nobody subscribed');
    await sleep(5);
  }
}

async function burst(log: TriedLog): Promise<number> {
  const { subscriptions } = log.server;
  const before = subscriptions.dropped;
  const patient = subscriptions.dropSlowReaders();
  try {
    const events = random.between(33, 80);
    await log.append((store) => prepared(store, `thing-${randomUUID()}`, events));
  } finally {
    patient();
  }
  return subscriptions.dropped - before;
}
