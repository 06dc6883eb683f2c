import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedEvent } from '../event.js';
import type { AnyProjection } from '../projection/projection.js';
import { foldLog } from './projection-kit.js';

/** Every order in which the streams of these events may stand in a log; the order within each stream is kept. */
export const interleavings = (events: readonly RecordedEvent[]): fc.Arbitrary<readonly RecordedEvent[]> => {
  const places = events.map(({ stream }) => stream);
  // Shuffled are the places, so that a counterexample shrinks towards the order given.
  return fc
    .shuffledSubarray(
      places.map((_, index) => index),
      { minLength: places.length, maxLength: places.length },
    )
    .map((order) => {
      const waiting = new Map(places.map((place) => [place, events.filter(({ stream }) => stream === place)]));
      return order.flatMap((index) => waiting.get(places[index] ?? '')?.shift() ?? []);
    });
};

/**
 * The rows are the same however the streams interleave: `project(p).given(…).record()` gives the events. Give at
 * least two streams that touch one row, or it shows nothing.
 */
export const expectSameInAnyInterleaving = (
  projection: AnyProjection,
  events: readonly RecordedEvent[],
  options: { readonly runs?: number; readonly seed?: number } = {},
): void => {
  const expected = foldLog(projection, events);
  fc.assert(
    fc.property(interleavings(events), (order) => {
      expect(foldLog(projection, order)).toEqual(expected);
    }),
    { numRuns: options.runs ?? 200, ...(options.seed === undefined ? {} : { seed: options.seed }) },
  );
};
