import { describe, expect, it } from '@jest/globals';
import { branchItem } from '#chronicle/testing/branch-item.js';
import { emptyRow, type OverviewRow } from '../projections/overview/overview-row.js';
import { NO_DETAIL } from '../projections/overview/report-detail.js';
import { briefMarkdown } from './brief-markdown.js';
import { briefOf, recurrenceOf, type Brief, type BriefParts } from './brief.js';

const row: OverviewRow = {
  ...emptyRow('2024-03', 2024, '03'),
  status: 'submitted',
  toAnswer: [{ kind: 'problem', id: '2023-review-03-01' }],
};
const last: OverviewRow = {
  ...emptyRow('2023-03', 2023, '03'),
  comments: 1,
  detail: {
    ...NO_DETAIL,
    comments: [
      {
        comment: 1,
        leading: true,
        commentator: 'p-chair',
        on: '2024-01-18',
        words: '总体*较好*',
        level: 'internal',
        strengths: [{ words: '学习扎实', practice: true }],
        problems: [],
        goals: [],
        directions: ['提升品牌'],
      },
    ],
  },
  grade: { grade: 'good', meetingOn: '2024-02-01', minutesNumber: '1号', opinion: '好', sourcesConsidered: [] },
};
const closed = { on: '2024-06-28', how: { zh: '已销号', en: 'Closed' }, words: null };

const given = (...items: readonly ReturnType<typeof branchItem>[]) => ({
  brief: (some: Partial<BriefParts> = {}): Brief =>
    briefOf({
      row,
      earlier: [last],
      items,
      years: { year: 2024, lastYear: 2023 },
      branchName: '第三党支部',
      persons: new Map([['p-chair', '吴书记']]),
      seesGrade: () => true,
      lightsOf: { day: '2024-12-01', policyVersion: 0, calendarVersion: 0, calendarPublished: false },
      ...some,
    }),
});
const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

describe('the brief for the comment', () => {
  it('given items, then those of the last review whatever became of them, and the others that are open', () => {
    const brief = given(
      branchItem({ id: 'last' }),
      branchItem({ id: 'last-closed', settled: closed }),
      branchItem({ id: 'older', raisedIn: 2021 }),
      branchItem({ id: 'older-closed', raisedIn: 2021, settled: closed }),
      branchItem({ id: 'found', atReview: false, raisedIn: 2024, source: 'check' }),
      branchItem({ id: 'common', source: 'common' }),
      branchItem({ id: 'of-this-review', raisedIn: 2024 }),
      branchItem({ id: 'foreign', told: false }),
    ).brief();
    expect(idsOf(brief.raisedLast)).toEqual(['last', 'last-closed', 'common']);
    expect(idsOf(brief.otherOpen)).toEqual(['older', 'found']);
    expect(brief.common).toEqual(['common']);
    expect(brief.last).toMatchObject({ year: 2023, comments: [{ commentator: '吴书记', words: '总体*较好*' }] });
    expect(brief.report).toMatchObject({ status: 'submitted', toAnswer: 1, answered: 0 });
  });

  it('given steps, then those since the last comment', () => {
    const step = { zh: '报告进展', en: 'Report progress', words: null };
    const steps = [
      { ...step, on: '2024-01-17' },
      { ...step, on: '2024-01-18' },
    ];
    const [item] = given(branchItem({ steps })).brief().raisedLast;
    expect(item?.done.map(({ on }) => on)).toEqual(['2024-01-18']);
  });

  it('given a problem pointed out before, then the whole chain, and no end in a circle', () => {
    const first = branchItem({ id: 'a', raisedIn: 2021, settled: closed });
    const second = branchItem({ id: 'b', raisedIn: 2022, recurrenceOf: 'a', settled: closed });
    const third = branchItem({ id: 'c', recurrenceOf: 'b' });
    const [recurring] = given(first, second, third).brief().recurring;
    expect(recurring).toMatchObject({ id: 'c', chain: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] });
    const round = branchItem({ id: 'a', recurrenceOf: 'c' });
    expect(idsOf(recurrenceOf(third, [round, second, third]))).toEqual(['a', 'b', 'c']);
  });

  it('given a grade, then only for a reader who may see it', () => {
    expect(given().brief().lastGrade).toMatchObject({ year: 2023, grade: 'good' });
    expect(given().brief({ seesGrade: () => false }).lastGrade).toBeNull();
  });

  it('given a branch in its first review, then there is nothing from before', () => {
    expect(given().brief({ earlier: [] })).toMatchObject({ last: null, lastGrade: null, raisedLast: [] });
  });
});

describe('the brief as a text', () => {
  const brief = given(
    branchItem({ dueOn: '2024-06-30' }),
    branchItem({ id: 'x', settled: closed, onTime: false }),
  ).brief();
  const viewer = { grants: [{ role: 'chair', from: '2024-01-01', standIn: false }] } as const;

  it.each([
    [
      'zh',
      [
        '# 第三党支部 (03) 2024 点评参考',
        '**内部** · 党委书记 · 2024-12-20',
        '总体\\*较好\\*',
        '整改中 · 正常 · 完成时限 2024-06-30',
        '2024-06-28 · 逾期',
      ],
    ],
    ['en', ['**Internal** · Chair', 'Raised last time', 'Being rectified · On course · due 2024-06-30', '2023 good']],
  ] as const)('in %s', (language, parts) => {
    const text = briefMarkdown(brief, { viewer, date: '2024-12-20', language });
    for (const part of parts) expect(text).toContain(part);
  });
});
