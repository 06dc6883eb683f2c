import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Acknowledged {
  /** Its Idempotency-Key, which is its correlation id as well. */
  readonly key: string;
  readonly position: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  /** How often it was sent. */
  readonly attempts: number;
}

/** A command that repetition does not make succeed. */
export class Refused extends Error {}

export interface Place {
  /** Where the product answers now; it may change with every start. */
  url: string;
  /** Hears every answer that was no acknowledgement. */
  readonly refused?: (answer: Response, text: string) => void;
}

const LATER = new Set([429, 502, 503, 504]);
const PAUSE_MS = 100;
/** Longer than any start of the product takes. */
const PATIENCE_MS = 60_000;

/**
 * Sends a command until it is acknowledged, always under the same key: a lost connection, a stopped program and an
 * answer that asks to come back tell nothing about whether it was recorded.
 *
 * @throws Refused
 */
export const sendUntilAcknowledged = async (
  place: Place,
  token: string,
  method: 'POST' | 'PUT',
  path: string,
  body: object,
): Promise<Acknowledged> => {
  const key = randomUUID();
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': key,
    'X-Correlation-Id': key,
  };
  const patience = performance.now() + PATIENCE_MS;
  for (let attempts = 1; performance.now() < patience; attempts += 1) {
    try {
      const init = { method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(20_000) };
      const response = await fetch(`${place.url}/api/v1${path}`, init);
      const answer = await response.text();
      if (response.status === 201)
        return { ...JSON.parse(answer), position: Number(JSON.parse(answer).position), key, attempts };
      place.refused?.(response, answer);
      if (!LATER.has(response.status)) throw new Refused(`${path}: ${String(response.status)} ${answer}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    await sleep(PAUSE_MS);
  }
  throw new Refused(`${path}: no answer for ${String(PATIENCE_MS)} ms`);
};
