import { setTimeout as sleep } from 'node:timers/promises';
import { WrongExpectedRevision } from './event-store.js';

/** Short, so that who has lost often is not behind who comes anew. */
const MAX_PAUSE_MS = 20;

/**
 * Runs `attempt` again, from loading on, as long as others append first; the pauses differ, so that two do not
 * meet again and again.
 *
 * @throws WrongExpectedRevision — still after `limitMs`.
 */
export async function retryOnConflict<T>(limitMs: number, attempt: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision) || performance.now() > deadline) throw error;
    }
    await sleep(Math.random() * MAX_PAUSE_MS);
  }
}
