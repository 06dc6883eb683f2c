import type { EventStore } from '#event-sourcing/event-store.js';
import type { Command } from '../bench/log/command.js';
import { preparedLog } from '../bench/log/prepared-log.js';

/** Appends under way at once; the store puts what waits together into one transaction. */
const UNDER_WAY = 1_024;

/**
 * Appends commands as the product would have.
 *
 * @returns how many events that were.
 */
export const appendLog = async (
  store: Pick<EventStore, 'logId' | 'append'>,
  commands: Iterable<Command>,
): Promise<number> => {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let events = 0;
  for (const append of preparedLog(store.logId, commands)) {
    events += append.events.length;
    const appended: Promise<void> = store.append(append).then(
      () => void underWay.delete(appended),
      (error: unknown) => void failures.push(error),
    );
    underWay.add(appended);
    if (underWay.size < UNDER_WAY) continue;
    await Promise.race(underWay);
    if (failures.length > 0) break;
  }
  await Promise.all(underWay);
  if (failures.length > 0) throw new Error('the log could not be filled', { cause: failures[0] });
  return events;
};
