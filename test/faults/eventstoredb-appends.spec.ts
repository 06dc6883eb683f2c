import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { AppendFault } from '../protocol-server/misbehaviour.js';
import { CATCH_UP_MS, FAULTLESS, TriedLog } from '../protocol-server/tried-log.js';
import { times } from '../setup/fault-scale.js';
import { Randomness } from '../setup/randomness.js';

const SEED = Number(process.env['FAULT_SEED'] ?? randomInt(2 ** 31));
const TRIALS = times(32, 104);
const WRITERS = 8;
const CLIENTS = 3;
const APPEND_TIMEOUT_MS = 150;

const random = new Randomness(SEED);

const FAULTS: readonly (readonly [string, () => AppendFault])[] = [
  ['never answered, and not written', () => ({ kind: 'never-answer', written: false })],
  ['never answered, but written', () => ({ kind: 'never-answer', written: true })],
  ['written, and answered around the deadline', () => ({ kind: 'answer-late', afterMs: random.between(50, 400) })],
  ['cut off from its answer', () => ({ kind: 'reset-connection', written: true })],
  ['cut off before it is written', () => ({ kind: 'reset-connection', written: false })],
  ['refused by one that is not the leader', () => ({ kind: 'not-leader' })],
  ['refused by a server that has too much to do', () => ({ kind: 'overloaded' })],
  ['timed out inside the server, and not written', () => ({ kind: 'time-out', written: false })],
  ['timed out inside the server, but written', () => ({ kind: 'time-out', written: true })],
];

describe(`an append to EventStoreDB, seed ${String(SEED)}`, () => {
  it.each(FAULTS)(
    `that is %s, ${String(TRIALS)} times among others, is in the log once`,
    async (_, fault) => {
      const log = await TriedLog.open(CLIENTS, { appendTimeoutMs: APPEND_TIMEOUT_MS, headCheckMs: 500 });
      try {
        const taken = await Promise.all(Array.from({ length: WRITERS }, (__, n) => trials(log, n, fault)));
        expect(await log.verdict()).toEqual(FAULTLESS);
        expect(taken.reduce((sum, count) => sum + count)).toBe(TRIALS);
        expect(log.slowest).toBeLessThan(CATCH_UP_MS);
      } finally {
        await log.close();
      }
    },
    120_000,
  );
});

/** One writer: commands to its own stream, of which some meet the fault, and to one that all write. */
async function trials(log: TriedLog, writer: number, fault: () => AppendFault): Promise<number> {
  const own = `thing-${randomUUID()}`;
  let taken = 0;
  for (let trial = 0; trial < TRIALS / WRITERS; trial += 1) {
    if (random.between(0, 8) === 0) await log.command('thing-of-all');
    for (let before = random.between(0, 2); before > 0; before -= 1) await log.command(own);
    await sleep(random.between(0, 20));
    const order = log.server.misbehave(fault(), { calls: 1, stream: (name) => name === own });
    await log.command(own, writer % CLIENTS);
    taken += order.taken;
  }
  return taken;
}
