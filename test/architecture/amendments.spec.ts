import fc from 'fast-check';
import type { ChronicleEvent } from '#chronicle/domain/entries/entries.js';
import type { Told } from '#chronicle/testing/told.js';
import { TWO_YEARS } from '#chronicle/testing/two-years.js';
import { freeText, type RecordedEvent } from '#event-sourcing/event.js';
import { applyEvent, keysOf, sourcesOf, type Rows as FoldedRows } from '#event-sourcing/projection/fold.js';
import type { AnyProjection, Row } from '#event-sourcing/projection/projection.js';
import { event, inStream, recordGiven } from '#event-sourcing/testing/given-event.js';
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

const statesByKey = (projection: AnyProjection, events: readonly RecordedEvent[]): Map<string, Row[]> => {
  const states = new Map<string, Row[]>();
  const rows: FoldedRows = new Map();
  for (const event of events)
    for (const key of applyEvent(projection, rows, event)) {
      const row = rows.get(key);
      if (row !== undefined) states.set(key, [...(states.get(key) ?? []), row]);
    }
  return states;
};

/** Keys of a model that, with the states of their rows, do not tell of the stream of an event that touches them. */
const untold = (projection: AnyProjection, events: readonly RecordedEvent[]): string[] => {
  const states = statesByKey(projection, events);
  return events.flatMap((event) =>
    keysOf(projection, event)
      .filter((key) => !sourcesOf(projection, key, states.get(key) ?? []).includes(event.stream))
      .map((key) => `${projection.name} ${key}: ${event.type} of ${event.stream}`),
  );
};

/** What branch 03 left passes on, first to 05 and then to 06. */
const endings = [
  ['03', '05'],
  ['05', '06'],
].flatMap(([code = '', successor = '']) =>
  inStream<Told>(
    `branch-${code}`,
    { branch: code },
    event('BranchDissolved', {
      code,
      on: '2025-03-31',
      documentNumber: '党委〔2025〕14号',
      successors: [successor],
      mainSuccessor: successor,
      items: [
        { kind: 'problem', id: '2023-review-03-01', successor },
        { kind: 'goal', id: '2023-goal-03-01', successor },
        { kind: 'requirement', id: '2023-requirement-01', successor },
      ],
      reason: freeText('项目结束'),
    }),
  ),
);

describe('every read model', () => {
  const events = recordGiven<ChronicleEvent>([...TWO_YEARS, ...endings], { stream: 'log' });

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
