import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '../../event-store.js';

const FIRST_MS = 50;

/** How long to wait after so many failures in a row; no two wait alike. */
export const pauseMs = (failures: number, maxMs: number): number =>
  Math.min(maxMs, FIRST_MS * 2 ** (failures - 1)) * (0.75 + Math.random() / 2);

/** Waits, or until `signal` aborts. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  sleep(ms, undefined, signal && { signal }).catch(() => undefined);

/** Runs what may be repeated again while the store is unavailable, `attempts` times in all. */
export async function repeated<T>(attempts: number, work: () => Promise<T>): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || failures >= attempts) throw error;
    }
    await pause(pauseMs(failures, 1_000));
  }
}
