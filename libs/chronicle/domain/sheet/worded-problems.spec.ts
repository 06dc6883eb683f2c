import { describe, expect, it } from '@jest/globals';
import { event, recordGiven } from '#event-sourcing/testing/given-event.js';
import { factsOf } from '../../projections/timeline/facts.js';
import { factRows } from '../../projections/timeline/timeline-rows.js';
import { lead, t, tags, told, type Told } from '../../testing/told.js';
import { entryRule, type ChronicleEvent } from '../entries/entries.js';
import type { Fact } from '../fact.js';
import { annualSheet } from './annual-sheet.js';
import { plainSheet } from './plain-sheet.js';

const at = { year: 2023, branch: '03' };
const on = { on: '2024-01-18' };
const named = (n: number) => ({ problem: `2023-review-03-0${String(n)}`, no: `2023-述职-03-0${String(n)}` });
const worded = { category: '组织建设', lead };

const flag = (n: number): Told =>
  event('ProblemFlagged', { ...at, comment: 1, ...named(n), statement: t(`原话${String(n)}`), ...worded }, on);
const flagged = told('report-2023-03', tags, flag(1), flag(2), flag(3));

const split = event(
  'ProblemSplit',
  {
    ...at,
    problem: named(1).problem,
    comment: 1,
    spoken: named(1).problem,
    flaggedOn: '2024-01-18',
    parts: [1, 4].map((n) => ({ ...named(n), statement: t(`部分${String(n)}`), ...worded })),
    reason: t('两件事'),
  },
  on,
);
const merged = event(
  'ProblemsMerged',
  { ...at, into: named(2).problem, merged: [named(3).problem], statement: t('合并表述') },
  on,
);
const restated = event('ProblemRestated', { ...at, problem: named(4).problem, statement: t('规范表述') }, on);

const common = told(
  'review-2023',
  { year: 2023 },
  event(
    'CommonProblemRaised',
    {
      year: 2023,
      common: '2023-common-01',
      no: '2023-共性-01',
      statement: t('批评辣味不足'),
      category: '组织生活',
      children: ['03', '05'].map((branch) => ({
        branch,
        problem: `2023-common-${branch}-01`,
        no: `2023-共性-${branch}-01`,
      })),
    },
    on,
  ),
  event(
    'CommonChildRestated',
    {
      year: 2023,
      branch: '03',
      common: '2023-common-01',
      problem: '2023-common-03-01',
      statement: t('以希望代替批评'),
    },
    on,
  ),
  event('MeetingAdjourned', { year: 2023, on: '2024-01-18' }, on),
  event(
    'ProblemListApproved',
    {
      year: 2023,
      approvedOn: '2024-01-20',
      documentNumber: '2号',
      problems: [named(1).problem, '2023-common-03-01', '2023-common-05-01'],
    },
    { on: '2024-01-20' },
  ),
);

const factsOfBranch = (branch: string, ...events: readonly Told[]): readonly Fact[] =>
  factsOf(recordGiven<ChronicleEvent>(events, { stream: 'none' }).flatMap(factRows)).filter(
    (fact) => fact.branch === branch,
  );

const sheetOf = (facts: readonly Fact[], branch = '03') =>
  plainSheet(
    annualSheet(facts, {
      branch,
      year: 2023,
      reviews: [{ year: 2023, adjournedOn: '2024-01-18' }],
      rules: { timeZone: 'Asia/Shanghai', graceDays: () => 7 },
      gradeBeforeFeedback: false,
    }),
  ).raised.problems;

const worded03 = factsOfBranch('03', ...told('report-2023-03', tags, ...flagged, split, merged, restated));

describe('the sheet after the wording of the list', () => {
  it('counts the parts of one that was split, and once what was merged', () => {
    expect(sheetOf(factsOfBranch('03', ...flagged)).total).toBe(3);
    const { total, items } = sheetOf(worded03);
    expect(total).toBe(3);
    expect(items.map(({ no, statement }) => [no, statement])).toEqual([
      ['2023-述职-03-01', '部分1'],
      ['2023-述职-03-02', '合并表述'],
      ['2023-述职-03-04', '规范表述'],
    ]);
  });

  it('does not depend on the order in which the facts come', () => {
    expect(sheetOf(worded03.toReversed())).toEqual(sheetOf(worded03));
  });

  it('counts for a branch its own part of a common problem, listed like any other', () => {
    const { total, listed, items } = sheetOf(factsOfBranch('05', ...common), '05');
    expect({ total, listed, items }).toMatchObject({
      total: 1,
      listed: 1,
      items: [{ id: '2023-common-05-01', no: '2023-共性-05-01', statement: '批评辣味不足', status: 'listed' }],
    });
  });
});

describe('the history of a branch', () => {
  it('has its part of a common problem in its own words', () => {
    const own = factsOfBranch('03', ...common);
    expect(sheetOf(own).items).toMatchObject([{ id: '2023-common-03-01', statement: '以希望代替批评' }]);
    expect(own.map((fact) => entryRule(fact.type)?.zh(fact.data))).toContain('共性问题在本支部表述为：以希望代替批评');
  });

  it('says what was done with the words', () => {
    const said = worded03.slice(3).map((fact) => entryRule(fact.type)?.zh(fact.data));
    expect(said).toEqual([
      '问题拆分为2023-述职-03-01、2023-述职-03-04：两件事',
      '并入问题2023-述职-03-03',
      '问题重新表述为：规范表述',
    ]);
    expect(worded03.slice(3).map((fact) => entryRule(fact.type)?.en(fact.data))).toEqual([
      'Problem split into 2023-述职-03-01, 2023-述职-03-04: 两件事',
      'Merged into it: 2023-述职-03-03',
      'Problem restated: 规范表述',
    ]);
  });

  it('has of a common problem what was said, and nobody else’s part', () => {
    const [fact] = factsOfBranch('05', ...common);
    expect(fact).toMatchObject({ item: '2023-common-05-01', no: '2023-共性-05-01' });
    expect(JSON.stringify(fact?.data)).not.toContain('"03"');
    expect(fact && entryRule(fact.type)?.zh(fact.data)).toBe('指出共性问题2023-共性-01：批评辣味不足');
  });
});
