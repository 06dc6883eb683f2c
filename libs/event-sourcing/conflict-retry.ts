import { setTimeout as sleep } from 'node:timers/promises';
import { WrongExpectedRevision } from './event-store.js';

const MAX_PAUSE_MS = 100;

/**
 * Runs `attempt` again, from loading on, as long as others append first; the pauses grow and differ, so that two do
 * not meet again and again.
 *
 * @throws WrongExpectedRevision — still after `limitMs`.
 */
export async function retryOnConflict<T>(limitMs: number, attempt: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (let longest = 4; ; longest = Math.min(2 * longest, MAX_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision) || performance.now() > deadline) throw error;
    }
    await sleep(Math.random() * longest);
  }
}
