import type { CommandResult } from './command.js';
import type { EventStore } from './event-store.js';

/** Streams that differ by a running number, in which a command takes the first that is free. */
export interface NumberedStreams {
  readonly streamOf: (n: number) => string;
  /** The last number that there is. */
  readonly max: number;
  readonly commandId: string;
  /** Whether an attempt failed because somebody else took the number. */
  readonly isTaken: (error: unknown) => boolean;
}

const PROBED_AT_ONCE = 16;

/**
 * Finds the number: the first free one, looking from 1 upwards at the streams themselves, so that the fact stands in
 * one append and a refused or broken attempt leaves no gap. Whoever is overtaken takes the next. A repeated command
 * meets its own first event on the way, and never a free number before it: numbers are taken in order and are never given
 * back.
 *
 * @returns `undefined` when all numbers are taken.
 */
export const inFirstFreeStream = async (
  store: Pick<EventStore, 'readStream'>,
  streams: NumberedStreams,
  attempt: (n: number) => Promise<CommandResult>,
): Promise<CommandResult | undefined> => {
  for (let n = await openTo(store, streams, 1); n <= streams.max; n = await openTo(store, streams, n + 1)) {
    try {
      return await attempt(n);
    } catch (error) {
      if (!streams.isTaken(error)) throw error;
    }
  }
  return undefined;
};

/** The first number from `from` on that is free, or was taken by this very command. */
const openTo = async (
  store: Pick<EventStore, 'readStream'>,
  streams: NumberedStreams,
  from: number,
): Promise<number> => {
  for (let first = from; first <= streams.max; first += PROBED_AT_ONCE) {
    const numbers = Array.from({ length: PROBED_AT_ONCE }, (_, offset) => first + offset);
    const open = await Promise.all(numbers.map((n) => isOpenTo(store, streams, n)));
    const found = numbers.find((_, index) => open[index]);
    if (found !== undefined) return found;
  }
  return streams.max + 1;
};

const isOpenTo = async (
  store: Pick<EventStore, 'readStream'>,
  { streamOf, commandId }: NumberedStreams,
  n: number,
): Promise<boolean> => {
  const slice = await store.readStream(streamOf(n), { limit: 1 });
  return slice.status === 'not-found' || slice.events[0]?.envelope.metadata.commandId === commandId;
};
