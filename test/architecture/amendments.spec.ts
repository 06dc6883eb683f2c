import fc from 'fast-check';
import type { ChronicleEvent } from '#chronicle/domain/entries/entries.js';
import type { Told } from '#chronicle/testing/told.js';
import { TWO_YEARS } from '#chronicle/testing/two-years.js';
import { LEVELS } from '#access/levels.js';
import { isAmendment } from '#event-sourcing/amendments/amendment.js';
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
      if (voided === true || isAmendment({ type: String(row['type']) })) return [];
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

const problem = (n: number) => ({ problem: `2023-review-07-0${String(n)}`, no: `2023-述职-07-0${String(n)}` });
const OF_07 = { year: 2023, branch: '07' } as const;
const LED_BY_07 = { category: 'records', lead: { kind: 'branch', code: '07' } } as const;

/** Problems of branch 07, parted, merged and put in words for the list, and one that is common to it and 03. */
const worded = [
  ...inStream<Told>(
    'report-2023-07',
    { branch: '07', year: 2023 },
    ...[1, 2].map((n) =>
      event('ProblemFlagged', { ...OF_07, ...problem(n), comment: 1, statement: freeText('记录不全'), ...LED_BY_07 }),
    ),
    event('ProblemSplit', {
      ...OF_07,
      problem: problem(1).problem,
      comment: 1,
      spoken: problem(1).problem,
      flaggedOn: '2024-01-20',
      parts: [1, 3].map((n) => ({ ...problem(n), statement: freeText('会议记录不全'), ...LED_BY_07 })),
    }),
    event('ProblemsMerged', { ...OF_07, into: problem(2).problem, merged: [problem(3).problem] }),
    event('ProblemRestated', { ...OF_07, problem: problem(2).problem, statement: freeText('台账不健全') }),
  ),
  ...inStream<Told>(
    'review-2023',
    { year: 2023 },
    event('CommonProblemRaised', {
      year: 2023,
      common: '2023-common-01',
      no: '2023-共性-01',
      statement: freeText('批评辣味不足'),
      category: 'life',
      children: ['03', '07'].map((code) => ({
        branch: code,
        problem: `2023-common-${code}-01`,
        no: `2023-共性-${code}-01`,
      })),
    }),
  ),
];

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
  const events = recordGiven<ChronicleEvent>([...TWO_YEARS, ...worded, ...endings], { stream: 'log' });

  test.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))(
    '%s: amended while it is followed, it is as if all had been right from the start',
    async (_name, projection) => {
      const request = { revision: 0, eventId: 'an id' };
      const more = { kind: 'slip', ground: 'personal-data', request, reason: freeText('更正'), units: ['03'] };
      await fc.assert(
        fc.asyncProperty(
          amendedLogs(events, freeTextFields, () => true, more, LEVELS),
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
