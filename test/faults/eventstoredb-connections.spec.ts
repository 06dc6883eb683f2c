import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { CATCH_UP_MS, FAULTLESS, TriedLog } from '../protocol-server/tried-log.js';
import { Randomness } from '../setup/randomness.js';

const SEED = Number(process.env['FAULT_SEED'] ?? randomInt(2 ** 31));
/** Each log has a server of its own, and they are tried side by side. */
const LOGS = 5;
const TRIALS_PER_LOG = 21;
const WRITERS = 3;

const random = new Randomness(SEED);

type Fault = (log: TriedLog) => void | Promise<void>;

const FAULTS: readonly (readonly [string, Fault])[] = [
  ['restarts with its data', ({ server }) => server.restart(random.between(0, 40))],
  ['resets every connection', ({ server }) => server.resetConnections()],
];

describe(`an EventStoreDB, seed ${String(SEED)}`, () => {
  it.each(FAULTS)(
    `that %s, ${String(LOGS * TRIALS_PER_LOG)} times under writers and a subscriber, loses nothing and doubles nothing`,
    async (_, fault) => {
      await Promise.all(Array.from({ length: LOGS }, () => tried(fault)));
    },
    120_000,
  );
});

async function tried(fault: Fault): Promise<void> {
  const log = await TriedLog.open(2, { appendTimeoutMs: 1_000, readTimeoutMs: 2_000, headCheckMs: 300 });
  const end = new AbortController();
  try {
    const writing = Promise.all(Array.from({ length: WRITERS }, () => writeUntil(end.signal, log)));
    for (let trial = 0; trial < TRIALS_PER_LOG; trial += 1) {
      await sleep(random.between(5, 40));
      await fault(log);
      await log.command(`thing-${randomUUID()}`);
      await log.caughtUp();
    }
    end.abort();
    await writing;
    expect(await log.verdict()).toEqual(FAULTLESS);
    expect(log.slowest).toBeLessThan(CATCH_UP_MS);
  } finally {
    end.abort();
    await log.close();
  }
}

async function writeUntil(signal: AbortSignal, log: TriedLog): Promise<void> {
  for (let stream = ''; !signal.aborted;) {
    if (stream === '' || random.between(0, 6) === 0) stream = `thing-${randomUUID()}`;
    await log.command(stream);
    await sleep(random.between(0, 15));
  }
}
