import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReviewDay } from '../cycle.js';
import { factsOf } from '../../projections/timeline/facts.js';
import { factRows } from '../../projections/timeline/timeline-rows.js';
import { twoYears } from '../../testing/two-years.js';
import { annualSheet } from './annual-sheet.js';
import { plainSheet } from './plain-sheet.js';
import type { ExplainedSheet, PlainSheet } from './sheet.js';

const REVIEWS: readonly ReviewDay[] = [
  { year: 2023, adjournedOn: '2024-01-18' },
  { year: 2024, adjournedOn: '2025-01-16' },
];
const FACTS = factsOf(twoYears().flatMap(factRows)).filter(({ branch }) => branch === '03' || branch === '*');

const sheetOf = (year: number, facts = FACTS, gradeBeforeFeedback = false): ExplainedSheet =>
  annualSheet(facts, {
    branch: '03',
    year,
    reviews: REVIEWS,
    rules: { timeZone: 'Asia/Shanghai', graceDays: () => 7 },
    gradeBeforeFeedback,
  });
const plainOf = (year: number): PlainSheet => plainSheet(sheetOf(year));

describe('the sheet of the year of the first review', () => {
  it('ends with its meeting and what names the review: raised and listed, not yet dispatched', () => {
    const { raised, inherited } = plainOf(2023);
    expect(raised.problems).toMatchObject({ total: 2, listed: 2, dispatched: 0, open: 2, closed: 0, untouched: 0 });
    expect(raised.problems.words).toEqual({
      done: 0,
      'largely-done': 0,
      'under-way': 0,
      'not-started': 2,
      withdrawn: 0,
    });
    expect(raised.goals).toMatchObject({ total: 1, accepted: 0, open: 1 });
    expect(raised.requirements).toMatchObject({ total: 1, acknowledged: 0, open: 1 });
    expect(inherited.problems.total).toBe(0);
  });

  it('tells of the report, the comment and the grade that was fed back', () => {
    const sheet = plainOf(2023);
    expect(sheet.cycle).toEqual({ after: null, upTo: '2024-01-18' });
    expect(sheet.report).toEqual({
      mode: 'on-site',
      deliveredOn: '2024-01-18',
      acting: false,
      submissions: 2,
      returns: 1,
      toAnswer: 0,
      unanswered: 0,
      suppliedLater: 0,
      excused: 0,
    });
    expect(sheet.comments).toEqual({ comments: 1, strengths: 2, practices: 1, directions: 1 });
    expect(sheet.grade).toEqual({ decided: true, fedBackOn: '2024-02-05', grade: 'good' });
  });

  it('hides a grade that was not fed back from whoever may not see it', () => {
    const untold = FACTS.filter(({ type }) => type !== 'GradeFedBack');
    expect(sheetOf(2023, untold).grade).toEqual({ decided: false, fedBackOn: null, grade: null });
    expect(sheetOf(2023, untold, true).grade).toEqual({ decided: true, fedBackOn: null, grade: 'good' });
  });
});

describe('the sheet of the year of follow-up', () => {
  it('shows in its inherited block what became of earlier items', () => {
    const { inherited } = plainOf(2024);
    expect(inherited.problems).toMatchObject({
      total: 2,
      listed: 2,
      dispatched: 2,
      closed: 1,
      standing: 0,
      withdrawn: 0,
      open: 1,
      untouched: 0,
      reopened: 0,
      returned: 2,
      words: { done: 1, 'largely-done': 1, 'under-way': 0, 'not-started': 0, withdrawn: 0 },
    });
    expect(inherited.goals).toMatchObject({ total: 1, accepted: 1, achieved: 1, open: 0 });
    expect(inherited.requirements).toMatchObject({ total: 1, acknowledged: 1, implemented: 1, concluded: 1, open: 0 });
    expect(inherited.checks).toEqual({ evidence: 5, verified: 3, returned: 1 });
  });

  it('takes a submission on the last day of an extension for in time, one entered after the grace for late', () => {
    const { problems } = plainOf(2024).inherited;
    expect(problems).toMatchObject({ submittedInTime: 1, submittedLate: 1 });
    expect(problems.items).toMatchObject([
      { no: '2023-述职-03-01', dueOn: '2024-06-20', submittedOn: '2024-06-20', inTime: true, settledOn: '2024-07-02' },
      { no: '2023-述职-03-02', dueOn: '2024-02-20', submittedOn: '2024-03-20', inTime: false, settledOn: null },
    ]);
  });

  it('shows in its other block what was raised in it', () => {
    const { raised, report } = plainOf(2024);
    expect(raised.problems).toMatchObject({ total: 2, listed: 1, dispatched: 1, withdrawn: 1, open: 1 });
    expect(report).toMatchObject({ toAnswer: 2, unanswered: 1, suppliedLater: 1, excused: 0 });
  });

  it('leaves the sheet of the year before as it was', () => {
    const then = FACTS.filter(({ reviewYear, occurredOn }) => reviewYear === 2023 || occurredOn <= '2024-01-18');
    expect(sheetOf(2023)).toEqual(sheetOf(2023, then));
  });
});

describe('the sheet of a year in which nothing happened', () => {
  it('still shows what is open', () => {
    const { inherited } = plainOf(2025);
    expect(inherited.problems).toMatchObject({ total: 2, open: 2, untouched: 2 });
    expect(inherited.problems.items.map(({ no }) => no)).toEqual(['2023-述职-03-02', '2024-述职-03-01']);
  });
});

describe('every figure', () => {
  it('names the events behind it', () => {
    expect(sheetOf(2024).inherited.problems.closed).toEqual({
      count: 1,
      events: [{ stream: 'problem-2023-review-03-01', revision: 12 }],
    });
  });

  it('of an outcome adds up to the total, whatever part of the log is known', () => {
    fc.assert(
      fc.property(fc.subarray([...FACTS]), fc.constantFrom(2023, 2024, 2025), (facts, year) => {
        const { inherited, raised } = plainSheet(sheetOf(year, facts));
        for (const { problems, goals, requirements } of [inherited, raised]) {
          const { closed, standing, withdrawn, open, words, total } = problems;
          expect(closed + standing + withdrawn + open).toBe(total);
          expect(Object.values(words).reduce((a, b) => a + b, 0)).toBe(total);
          expect(goals.achieved + goals.largelyAchieved + goals.notAchieved + goals.open).toBe(goals.total);
          expect(requirements.concluded + requirements.open).toBe(requirements.total);
        }
      }),
    );
  });

  it('does not depend on the order of the facts', () => {
    const expected = sheetOf(2024);
    fc.assert(
      fc.property(fc.shuffledSubarray([...FACTS], { minLength: FACTS.length, maxLength: FACTS.length }), (facts) => {
        expect(sheetOf(2024, facts)).toEqual(expected);
      }),
    );
  });
});
