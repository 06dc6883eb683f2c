import fc from 'fast-check';
import { freeText } from '#event-sourcing/event.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { event } from '#event-sourcing/testing/given-event.js';
import type { GivenEvent } from '#event-sourcing/testing/given-event.js';
import { journal, tallies } from '#event-sourcing/testing/sample-projections.js';
import type { TestEngine } from '#event-sourcing/testing/test-engine.js';
import type { CrashPoint } from './mortal-pool.js';

export const FIRST: readonly AnyProjection[] = [tallies, journal];

const { Cleared: _, ...uncleared } = tallies.handlers;
/** One whose rows are lent while it is built, and one with a column more. */
export const RAISED: readonly AnyProjection[] = [
  { ...tallies, version: 2, handlers: uncleared },
  {
    ...journal,
    version: 2,
    columns: { ...journal.columns, length: { type: 'integer' } },
    handlers: {
      Noted: {
        keys: journal.handlers.Noted?.keys ?? (() => []),
        fold: (_row: never, { data }: { data: { words: { text: string } } }, entry: string) => ({
          entry,
          words: data.words.text,
          length: data.words.text.length,
        }),
      },
    },
  },
];

/** What a process is at when it dies; every one of them ends by itself where it does not. */
export interface Act {
  /** Versions that other processes have brought to the first half of the log before, and left in peace. */
  readonly before: readonly (readonly AnyProjection[])[];
  readonly projections: readonly AnyProjection[];
  /** Follows the log up to there before its statements are counted. */
  readonly following: boolean;
  readonly work?: (engine: TestEngine) => Promise<unknown>;
}

export const ACTS = {
  'first start': { before: [], projections: FIRST, following: false },
  following: { before: [], projections: FIRST, following: true },
  'rebuild beside the live ones': {
    before: [],
    projections: FIRST,
    following: true,
    work: ({ engine }) => engine.rebuild('all'),
  },
  'rebuild by itself': {
    before: [FIRST],
    projections: FIRST,
    following: false,
    work: ({ engine }) => engine.rebuild('all'),
  },
  'raised version': { before: [FIRST], projections: RAISED, following: false },
  'rebuild of a raised version': {
    before: [FIRST],
    projections: RAISED,
    following: false,
    work: ({ engine }) => engine.rebuild('all'),
  },
  'old versions dropped': {
    before: [FIRST, RAISED],
    projections: RAISED,
    following: false,
    work: ({ engine }) => engine.dropOld('all'),
  },
} satisfies Readonly<Record<string, Act>>;

export type ActName = keyof typeof ACTS;

export const MOMENTS = 10_000;

export interface CrashCase {
  readonly act: ActName;
  readonly old: readonly Given[];
  readonly fresh: readonly Given[];
  /** Of all `MOMENTS` from the first to the last statement of the act, the one at which it dies. */
  readonly moment: number;
  readonly when: CrashPoint['when'];
}

interface Given {
  readonly stream: string;
  readonly event: GivenEvent;
}

const tally = fc.constantFrom('a', 'b', 'c');
const someEvent: fc.Arbitrary<GivenEvent> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(tally, fc.integer({ min: 1, max: 99 }))
      .map(([name, amount]) => event('Counted', { tally: name, amount })),
  },
  { weight: 2, arbitrary: fc.tuple(tally, tally).map(([from, to]) => event('Moved', { from, to, amount: 1 })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(tally, fc.string({ maxLength: 5 }))
      .map(([name, text]) => event('Noted', { tally: name, words: freeText(text) })),
  },
  { weight: 1, arbitrary: tally.map((name) => event('Cleared', { tally: name })) },
);
const given = fc.record({ stream: fc.constantFrom('x', 'y', 'z'), event: someEvent });

export const crashCases = (act: ActName): fc.Arbitrary<CrashCase> =>
  fc.record({
    act: fc.constant(act),
    old: fc.array(given, { minLength: 2, maxLength: 6 }),
    fresh: fc.array(given, { minLength: 2, maxLength: 6 }),
    moment: fc.noBias(fc.integer({ min: 0, max: MOMENTS - 1 })),
    when: fc.constantFrom('before it is sent', 'before its answer'),
  });
