import type { EventStore } from '#event-sourcing/event-store.js';
import { prepareAppend, type StreamTail } from '#event-sourcing/prepare.js';
import type { Command } from './command.js';
import { saltOf, uuidOf } from './random.js';

/** Appends under way at once; the store puts what waits together into one transaction. */
const UNDER_WAY = 1_024;

/** The instant of recording: on the day itself, later commands later. */
const recordedAt = (day: string, nth: number): string =>
  new Date(Date.parse(`${day}T00:30:00.000Z`) + (nth % 28_000_000)).toISOString();

/**
 * Appends commands as the product would have, all hashes in place, with ids and salts that are the same in every run.
 *
 * @returns how many events that were.
 */
export const writeLog = async (
  store: EventStore,
  commands: Iterable<Command>,
  onProgress: (events: number) => void = () => {},
): Promise<number> => {
  const tails = new Map<string, StreamTail>();
  const underWay = new Set<Promise<void>>();
  let events = 0;
  const failures: unknown[] = [];
  for (const command of commands) {
    const append = preparedCommand(store.logId, command, tails.get(command.stream), events);
    const last = append.events.at(-1);
    if (last !== undefined) tails.set(command.stream, { revision: last.envelope.revision, hash: last.hash });
    events += append.events.length;
    const appended: Promise<void> = store.append(append).then(
      () => void underWay.delete(appended),
      (error: unknown) => void failures.push(error),
    );
    underWay.add(appended);
    if (underWay.size < UNDER_WAY) continue;
    await Promise.race(underWay);
    if (failures.length > 0) break;
    onProgress(events);
  }
  await Promise.all(underWay);
  if (failures.length > 0) throw new Error('the log could not be filled', { cause: failures[0] });
  return events;
};

const preparedCommand = (
  logId: string,
  { stream, on, seq, actor, role, basis, tags, events }: Command,
  after: StreamTail | undefined,
  nth: number,
) => {
  const commandId = uuidOf(`command ${String(nth)}`);
  let salts = 0;
  return prepareAppend({
    logId,
    stream,
    after,
    newSalt: () => saltOf(`${String(nth)} ${String((salts += 1))}`),
    events: events.map(({ type, data }, index) => ({
      id: uuidOf(`event ${String(nth + index)}`),
      type,
      schemaVersion: 1,
      data,
      metadata: {
        recordedAt: recordedAt(on, nth),
        occurredOn: on,
        ...(seq === undefined ? {} : { seq }),
        actor,
        role,
        recordedBy: actor,
        ...(basis === undefined ? {} : { basis }),
        tags,
        commandId,
        requestHash: commandId.replaceAll('-', '').padEnd(64, '0'),
        $correlationId: commandId,
        $causationId: commandId,
      },
    })),
  });
};
