import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { loadCheckpoints } from '#event-sourcing/projection/checkpoints.js';
import type { Checkpoint } from '#event-sourcing/projection/checkpoints.js';
import { installLog } from '#event-sourcing/testing/installed-log.js';
import type { Position } from '#event-sourcing/event.js';
import type { Command } from '../bench/log/command.js';
import { officeYears } from '../bench/log/office-years.js';
import { appendLog } from './append-log.js';
import type { ProductProcess } from './product-process.js';
import type { Randomness } from './randomness.js';
import { Tap } from './tap.js';

export interface ProjectorLives {
  readonly url: string;
  /** One more life of the projector. */
  readonly start: () => ProductProcess;
  readonly appends: number;
  readonly kills: number;
  readonly random: Randomness;
  /** For how long it may go on without coming anywhere. */
  readonly patienceMs: number;
}

export interface ManyLives {
  /** In the log, its first one with them. */
  readonly events: number;
  /** Kills after which some model stood before the end of the log as it was then. */
  readonly behind: number;
  /** Kills after which the models stood at different places. */
  readonly apart: number;
}

/** A little more than one event comes with each command. */
const EVENTS_PER_APPEND = 1.3;

function* commands(count: number): Generator<Command> {
  let left = count;
  for (const command of officeYears(Math.ceil(count * EVENTS_PER_APPEND))) {
    if ((left -= 1) < 0) return;
    yield command;
  }
  if (left > 0) throw new Error('the office entered too little');
}

/**
 * Has an office's entries appended, an equal part of them in each life of a projector that is killed at random points;
 * then has a last one go on to the end, and stops it.
 */
export const killAgainAndAgain = async (lives: ProjectorLives): Promise<ManyLives> => {
  const { url, start, appends, kills, random, patienceMs } = lives;
  const log = await installLog(url);
  const looking = new pg.Pool({ connectionString: url, max: 1 });
  const store = await log.connect();
  const tap = new Tap(store);
  const writing = appendLog(tap, commands(appends));
  // Awaited at the end only.
  writing.catch(() => undefined);
  let [behind, apart] = [0, 0];
  const look = (): Promise<readonly Checkpoint[]> => loadCheckpoints(looking);
  const life = async (n: number): Promise<void> => {
    const passed = Math.floor(((n + 0.5) * appends) / kills);
    tap.letPass(passed);
    const before = sumOf(await look());
    const moved = async (): Promise<boolean> => sumOf(await look()) > before;
    const projector = start();
    // Now and then in the middle of its start, or where it has come to the end; mostly in the middle of work.
    const moment = random.between(0, 6);
    if (moment === 0) await sleep(random.between(0, 1_500));
    else {
      await until(moment === 1 ? async () => standsAt(await look(), await store.head()) : moved, projector, patienceMs);
      await trickle(tap, passed, Math.floor(((n + 1) * appends) / kills), random);
    }
    await projector.kill();
    const [ordinals, head] = [(await look()).map(({ ordinal }) => ordinal), Number(await store.head())];
    if (ordinals.some((ordinal) => ordinal < head)) behind += 1;
    if (new Set(ordinals).size > 1) apart += 1;
  };
  try {
    for (let n = 0; n < kills; n += 1) await life(n);
    tap.letPass(Infinity);
    const events = (await writing) + 1;
    const last = start();
    await until(async () => standsAt(await look(), events), last, patienceMs);
    await last.stop();
    return { events, behind, apart };
  } finally {
    tap.letPass(Infinity);
    await writing;
    await looking.end();
    await log.close();
  }
};

const sumOf = (checkpoints: readonly Checkpoint[]): number =>
  checkpoints.reduce((sum, { ordinal }) => sum + ordinal, 0);

/** Whether all that can go on has come so far. */
const standsAt = (checkpoints: readonly Checkpoint[], head: Position | number): boolean =>
  checkpoints.length > 0 && checkpoints.every(({ state, ordinal }) => state === 'stopped' || ordinal === Number(head));

/** More comes in small lots for a while, which is no end of a lot. */
const trickle = async (tap: Tap, from: number, to: number, random: Randomness): Promise<void> => {
  const end = performance.now() + random.between(20, 200);
  for (let at = from; performance.now() < end; await sleep(random.between(0, 10)))
    tap.letPass(Math.min(to, (at += random.between(1, 5))));
};

const until = async (come: () => Promise<boolean>, projector: ProductProcess, patienceMs: number): Promise<void> => {
  for (const end = performance.now() + patienceMs; !(await come());) {
    if (performance.now() > end) throw new Error(`it does not come: ${projector.stdout.slice(-3_000)}`);
    await sleep(5);
  }
};
