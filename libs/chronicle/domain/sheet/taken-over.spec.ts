import { describe, expect, it } from '@jest/globals';
import { event, recordGiven } from '#event-sourcing/testing/given-event.js';
import type { ProblemEvents } from '#problems/events.js';
import type { GoalEvents } from '#goals/events.js';
import { itemFindings } from '../../replay/item-findings.js';
import { factsOf } from '../../projections/timeline/facts.js';
import { factRows } from '../../projections/timeline/timeline-rows.js';
import { lead, t, told, type Told } from '../../testing/told.js';
import { annualSheet } from './annual-sheet.js';
import { branchYear } from './branch-year.js';
import { plainSheet } from './plain-sheet.js';

const reviews = [
  { year: 2023, adjournedOn: '2024-01-18' },
  { year: 2024, adjournedOn: '2025-01-16' },
];
const options = (year: number) => ({
  branch: '03',
  year,
  reviews,
  rules: { timeZone: 'Asia/Shanghai', graceDays: () => 7 },
  gradeBeforeFeedback: false,
});

const paper = { kind: 'ledger', number: '第2册第15页', date: '2024-11-29' };
const ENTRY = { on: '2024-12-02' };

type Problem = ProblemEvents['ProblemTakenOver'];
const problem = (n: number, some: Partial<Problem>, ...then: readonly Told[]): readonly Told[] => {
  const id = `2022-review-03-0${String(n)}`;
  const data: Problem = {
    problem: id,
    no: `2022-述职-03-0${String(n)}`,
    year: 2022,
    branch: '03',
    source: 'review',
    statement: t('台账不规范'),
    category: '组织生活',
    lead,
    status: 'in-progress',
    since: '2023-03-01',
    raisedOn: '2023-01-18',
    dueOn: '2024-12-31',
    paper,
    ...some,
  };
  const tags = { branch: '03', year: data.year };
  return told(`problem-${id}`, tags, event('ProblemTakenOver', data, ENTRY), ...then);
};

const goal = (n: number, some: Partial<GoalEvents['GoalTakenOver']>): readonly Told[] => {
  const id = `2022-goal-03-0${String(n)}`;
  const data: GoalEvents['GoalTakenOver'] = {
    goal: id,
    no: `2022-目标-03-0${String(n)}`,
    year: 2022,
    branch: '03',
    statement: t('发展党员'),
    measure: t('三名'),
    dueOn: '2024-12-31',
    assignedOn: '2023-01-18',
    status: 'accepted',
    since: '2023-02-01',
    paper,
    ...some,
  };
  return told(`goal-${id}`, { branch: '03', year: 2022 }, event('GoalTakenOver', data, ENTRY));
};

const factsFrom = (...events: readonly (readonly Told[])[]) =>
  factsOf(recordGiven(events.flat(), { stream: 'none' }).flatMap(factRows));
const sheetOf = (year: number, ...events: readonly (readonly Told[])[]) =>
  plainSheet(annualSheet(factsFrom(...events), options(year)));

describe('the sheet of the cycle in which items were taken over', () => {
  it('has what was open before among the inherited, and counts the entry as no work on it', () => {
    const { inherited, raised } = sheetOf(2024, problem(1, {}), goal(1, {}));
    expect(inherited.problems).toMatchObject({ total: 1, listed: 1, dispatched: 1, open: 1, untouched: 1 });
    expect(inherited.goals).toMatchObject({ total: 1, accepted: 1, open: 1, untouched: 1 });
    expect([raised.problems.total, raised.goals.total]).toEqual([0, 0]);
  });

  it('leaves out what was settled on paper before it, and has what was settled in it', () => {
    const before = { status: 'closed', since: '2023-11-30' } as const;
    const within = { status: 'closed', since: '2024-06-28' } as const;
    const concluded = { status: 'concluded', outcome: 'achieved' } as const;
    const { inherited } = sheetOf(
      2024,
      problem(1, before),
      problem(2, within),
      goal(1, { ...concluded, since: '2023-11-30' }),
      goal(2, { ...concluded, since: '2024-06-28' }),
    );
    expect(inherited.problems).toMatchObject({ total: 1, closed: 1, untouched: 0 });
    expect(inherited.goals).toMatchObject({ total: 1, achieved: 1, untouched: 0 });
  });

  it('counts what was raised in its year as raised', () => {
    const id = { problem: '2024-check-03-01', no: '2024-督查-03-01', year: 2024, source: 'check' } as const;
    const { inherited, raised } = sheetOf(2024, problem(1, { ...id, raisedOn: '2024-05-20', since: '2024-05-20' }));
    expect([inherited.problems.total, raised.problems.total]).toEqual([0, 1]);
  });

  it('judges the submission on paper by the date on paper', () => {
    const submitted = { status: 'verified', since: '2024-11-22', dueOn: '2024-11-21' } as const;
    const { inherited } = sheetOf(
      2024,
      problem(1, { ...submitted, submittedOn: '2024-11-20' }),
      problem(2, { ...submitted, submittedOn: '2024-11-22' }),
    );
    expect(inherited.problems).toMatchObject({ total: 2, submittedInTime: 1, submittedLate: 1 });
  });

  it('judges a submission on paper that is verified here', () => {
    const verified = event(
      'RectificationVerified',
      { problem: '2022-review-03-01', submission: 1, finding: t('属实') },
      { on: '2024-12-05' },
    );
    const { inherited } = sheetOf(2024, problem(1, { status: 'submitted', since: '2024-11-20' }, verified));
    expect(inherited.problems).toMatchObject({ total: 1, submittedInTime: 1, untouched: 0 });
  });
});

it('the sheet of the cycle before stays as it was', () => {
  const { inherited, raised } = sheetOf(2023, problem(1, {}), goal(1, {}));
  expect([inherited.problems.total, raised.problems.total, inherited.goals.total]).toEqual([0, 0, 0]);
});

it('the findings do not ask for evidence of what was verified on paper', () => {
  const closed = { status: 'closed', since: '2024-06-28', submittedOn: '2024-06-20' } as const;
  const findings = itemFindings(branchYear(factsFrom(problem(1, closed)), options(2024)));
  expect(findings).toEqual([]);
});
