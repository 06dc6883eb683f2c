import fc from 'fast-check';
import { twoYears } from '#chronicle/testing/two-years.js';
import { freeText, type RecordedEvent } from '#event-sourcing/event.js';
import { keysOf } from '#event-sourcing/projection/fold.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { liveRows } from '#event-sourcing/testing/live-rows.js';
import { foldLog } from '#event-sourcing/testing/projection-kit.js';
import { amendedLogs, freeTextFields } from '#event-sourcing/testing/random-amendments.js';
import { PROJECTIONS } from '../../apps/composition/projections.js';

type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Without what shows that something was amended. */
const asIfRight = (rows: Readonly<Record<string, object>>): Rows =>
  Object.fromEntries(
    Object.entries(rows as Rows).flatMap(([key, { voided, ...row }]) => {
      if (voided === true || row['type'] === 'EntryCorrected' || row['type'] === 'EntryVoided') return [];
      const { shown, ...rest } = row;
      if (typeof shown !== 'object' || shown === null) return [[key, row]];
      return [[key, { ...rest, shown: { ...shown, amended: undefined } }]];
    }),
  );

/** Keys of a model that do not tell of the stream of an event that touches them. */
const untold = (projection: AnyProjection, events: readonly RecordedEvent[]): string[] =>
  events.flatMap((event) =>
    keysOf(projection, event)
      .filter((key) => !projection.sources(key).includes(event.stream))
      .map((key) => `${projection.name} ${key}: ${event.type} of ${event.stream}`),
  );

describe('every read model', () => {
  const events = twoYears();

  test.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))(
    '%s: amended while it is followed, it is as if all had been right from the start',
    async (_name, projection) => {
      const more = { kind: 'slip', reason: freeText('更正'), units: ['03'] };
      await fc.assert(
        fc.asyncProperty(
          amendedLogs(events, freeTextFields, () => true, more),
          fc.integer({ min: 1, max: 40 }),
          async ({ log, right }, batchSize) => {
            expect(asIfRight(await liveRows(projection, log, batchSize))).toEqual(
              asIfRight(foldLog(projection, right)),
            );
          },
        ),
        { numRuns: 8 },
      );
    },
  );

  test('names by its keys the streams of all that touches its rows', () => {
    expect(PROJECTIONS.flatMap((projection) => untold(projection, events))).toEqual([]);
    const forgetful = PROJECTIONS.map((projection) => ({ ...projection, sources: () => [] }));
    expect(forgetful.flatMap((projection) => untold(projection, events))).not.toEqual([]);
  });
});
