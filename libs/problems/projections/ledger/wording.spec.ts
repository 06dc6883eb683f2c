import { describe, expect, it } from '@jest/globals';
import { queryGrams } from '#text/grams.js';
import { freeText } from '#event-sourcing/event.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import { event, inStream } from '#event-sourcing/testing/given-event.js';
import { expectSameInAnyInterleaving } from '#event-sourcing/testing/interleavings.js';
import { project } from '#event-sourcing/testing/projection-kit.js';
import { reportStream, reviewStream } from '#reviews/events.js';
import { approved, branch, dispatched, finance, flagged, other, own, problem } from '../../testing/problem-story.js';
import { problemLedger } from './ledger.projection.js';
import type { LedgerEvent } from './source-handlers.js';

const ledger = project(problemLedger);
const at = { year: 2023, branch: '03' };
const third = '2023-review-03-03';

const restated = event('ProblemRestated', { ...at, problem, statement: freeText('规范表述') }, { on: '2024-01-19' });
const split = event(
  'ProblemSplit',
  {
    ...at,
    problem,
    comment: 1,
    spoken: problem,
    flaggedOn: '2024-01-18',
    parts: [
      { problem, no: '2023-述职-03-01', statement: freeText('部分一'), category: 'dues', lead: branch },
      { problem: third, no: '2023-述职-03-03', statement: freeText('部分二'), category: 'staff', lead: finance },
    ],
  },
  { on: '2024-01-19' },
);
const merged = event(
  'ProblemsMerged',
  { ...at, into: problem, merged: [other], statement: freeText('合并表述') },
  { on: '2024-01-20' },
);
type Worded = Given<LedgerEvent>;
const inReport = (...since: readonly Worded[]) => [
  ...flagged,
  ...inStream<Worded>(reportStream(2023, '03'), { branch: '03', year: 2023 }, ...since),
];

describe('the ledger after the wording of the list', () => {
  it('shows the words of the list, and keeps those that were said', () => {
    const { rows } = ledger.given(inReport(restated));
    expect(rows[problem]).toMatchObject({
      statement: '规范表述',
      spoken: '党费收缴不及时',
      restatedOn: '2024-01-19',
      category: 'dues',
      status: 'flagged',
      since: '2024-01-18',
    });
    expect(rows[problem]?.grams).toEqual(expect.arrayContaining(queryGrams('规范')));
    expect(rows[other]?.restatedOn).toBeNull();
  });

  it('has the narrowest level of what was said and how it was put', () => {
    const narrow = (each: Worded): Worded => ({
      ...each,
      circumstances: { ...each.circumstances, level: 'committee-only' },
    });
    const levels = (...since: readonly Worded[]) => {
      const { rows } = ledger.given(inReport(...since));
      return [rows[problem]?.level, rows[other]?.level, rows[third]?.level];
    };
    expect(levels(restated)).toEqual(['internal', 'internal', undefined]);
    expect(levels(narrow(restated))).toEqual(['committee-only', 'internal', undefined]);
    expect(levels(narrow(split))).toEqual(['committee-only', 'internal', 'committee-only']);
    expect(levels(narrow(merged))).toEqual(['committee-only', 'internal', undefined]);
    expectSameInAnyInterleaving(problemLedger, ledger.given(inReport(narrow(split)), own(...dispatched)).record());
  });

  it('has a row for each part, which waits since the day it was said', () => {
    const { rows } = ledger.given(inReport(split));
    expect(rows[problem]).toMatchObject({ statement: '部分一', spoken: '党费收缴不及时', splitFrom: null });
    expect(rows[third]).toMatchObject({
      no: '2023-述职-03-03',
      year: 2023,
      branch: '03',
      source: 'review',
      statement: '部分二',
      category: 'staff',
      comment: 1,
      spoken: null,
      splitFrom: problem,
      spokenIn: problem,
      leadKind: 'department',
      departments: ['FIN'],
      status: 'flagged',
      since: '2024-01-18',
    });
  });

  it('says of a merged one into which it went, whatever the list says', () => {
    const { rows } = ledger.given(inReport(merged), approved);
    expect(rows[problem]).toMatchObject({ statement: '合并表述', mergedFrom: [other], status: 'listed' });
    expect(rows[other]).toMatchObject({ status: 'merged', since: '2024-01-20', mergedInto: problem });
  });

  it('has a row for each child of a common problem', () => {
    const child = (code: string) => ({
      branch: code,
      problem: `2023-common-${code}-01`,
      no: `2023-共性-${code}-01`,
    });
    const common = inStream(
      reviewStream(2023),
      { year: 2023 },
      event(
        'CommonProblemRaised',
        {
          year: 2023,
          common: '2023-common-01',
          no: '2023-共性-01',
          statement: freeText('批评辣味不足'),
          category: 'life',
          children: [child('03'), { ...child('05'), lead: finance }],
        },
        { on: '2024-01-18' },
      ),
    );
    const restatedThere = inStream(
      reviewStream(2023),
      { year: 2023 },
      event(
        'CommonChildRestated',
        {
          year: 2023,
          branch: '05',
          common: '2023-common-01',
          problem: '2023-common-05-01',
          statement: freeText('以希望代替批评'),
        },
        { on: '2024-01-20' },
      ),
    );
    const { rows } = ledger.given([...common, ...restatedThere]);
    expect(Object.keys(rows)).toEqual(['2023-common-03-01', '2023-common-05-01']);
    expect(rows['2023-common-03-01']).toMatchObject({ source: 'common', common: '2023-common-01', leadCode: '03' });
    expect(rows['2023-common-03-01']).toMatchObject({ statement: '批评辣味不足', restatedOn: null });
    expect(rows['2023-common-05-01']).toMatchObject({
      branch: '05',
      leadKind: 'department',
      status: 'flagged',
      statement: '以希望代替批评',
      spoken: '批评辣味不足',
      restatedOn: '2024-01-20',
    });
  });

  it('is the same in any interleaving of report, review and problem', () => {
    expectSameInAnyInterleaving(
      problemLedger,
      ledger.given(inReport(split, merged, restated), approved, own(...dispatched)).record(),
    );
  });
});
