import type { PreparedAppend } from '#event-sourcing/event-store.js';
import { prepareAppend, type StreamTail } from '#event-sourcing/prepare.js';
import type { Command } from './command.js';
import { saltOf, uuidOf } from './random.js';

/** The instant of recording: on the day itself, later commands later. */
const recordedAt = (day: string, nth: number): string =>
  new Date(Date.parse(`${day}T00:30:00.000Z`) + (nth % 28_000_000)).toISOString();

/** Commands as the product would append them, all hashes in place, with ids and salts that are the same in every run. */
export function* preparedLog(logId: string, commands: Iterable<Command>): Generator<PreparedAppend, undefined> {
  const tails = new Map<string, StreamTail>();
  let events = 0;
  for (const command of commands) {
    const append = preparedCommand(logId, command, tails.get(command.stream), events);
    const last = append.events.at(-1);
    if (last !== undefined) tails.set(command.stream, { revision: last.envelope.revision, hash: last.hash });
    events += append.events.length;
    yield append;
  }
}

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
