import fc from 'fast-check';
import { DEFAULT_POLICY } from '#policy/published/default-policy.js';
import { WorkCalendar } from '#policy/published/working-days.js';
import { addDays } from '#time/local-date.js';
import type { ClockFacts } from './clock.js';
import { boundaries, dueOf, lightOf } from './clock.js';
import type { ProblemStatus, StepDays } from './states.js';
import { PROBLEM_STATUSES, STATUS_TABLE } from './states.js';

const calendar = new WorkCalendar([
  {
    year: 2024,
    version: 1,
    holidays: ['2024-02-12', '2024-02-13', '2024-02-14', '2024-02-15', '2024-02-16', '2024-05-01', '2024-05-02'],
    workdays: ['2024-02-04', '2024-02-18', '2024-05-11'],
  },
]);

const facts = (some: Partial<ClockFacts> = {}): ClockFacts => ({
  status: 'in-progress',
  since: '2024-03-01',
  planDueOn: null,
  dueOn: '2024-06-28',
  nextStepOn: null,
  returned: false,
  ...some,
});
const light = (some: Partial<ClockFacts>, today: string) => lightOf(facts(some), today, DEFAULT_POLICY, calendar);

describe('who owes what by when', () => {
  it.each([
    ['the chair the list', { status: 'flagged', since: '2024-03-01' }, 'chair', '2024-03-15'],
    ['the head of the office the dispatch', { status: 'listed', since: '2024-03-01' }, 'office-head', '2024-03-08'],
    [
      'the unit the acknowledgement, over the holidays',
      { status: 'dispatched', since: '2024-02-09' },
      'unit',
      '2024-02-20',
    ],
    ['the unit the plan, by the notice', { status: 'acknowledged', planDueOn: '2024-03-20' }, 'unit', '2024-03-20'],
    ['the unit the rectification, by the plan', {}, 'unit', '2024-06-28'],
    ['the office the verification', { status: 'submitted', since: '2024-03-01' }, 'office', '2024-03-15'],
    ['the unit a standing problem, without a date', { status: 'standing' }, 'unit', undefined],
    ['nobody a closed one', { status: 'closed' }, 'nobody', undefined],
  ] as const)('%s', (_, some, owedBy, dueOn) => {
    const due = dueOf(facts(some), DEFAULT_POLICY, calendar);
    expect(due).toEqual(dueOn === undefined ? { owedBy } : { owedBy, dueOn });
  });
});

describe('the light', () => {
  it.each([
    ['green', '2024-06-20', {}],
    ['blue', '2024-06-21', {}],
    ['blue', '2024-06-28', {}],
    ['red', '2024-06-29', {}],
    ['yellow', '2024-06-28', { nextStepOn: '2024-06-27' }],
    ['blue', '2024-06-28', { nextStepOn: '2024-06-28' }],
    ['yellow', '2024-04-01', { returned: true }],
    ['red', '2024-06-29', { returned: true, nextStepOn: '2024-05-01' }],
    ['grey', '2025-01-01', { status: 'closed' }],
    ['grey', '2025-01-01', { status: 'withdrawn' }],
    ['grey', '2025-01-01', { status: 'merged' }],
    ['green', '2025-01-01', { status: 'standing' }],
    ['red', '2024-03-18', { status: 'submitted' }],
    ['blue', '2024-03-15', { status: 'submitted', nextStepOn: '2024-03-01' }],
  ] as const)('is %s on %s given %j', (expected, today, some) => {
    expect(light(some, today)).toBe(expected);
  });
});

const day = fc.integer({ min: 0, max: 500 }).map((n) => addDays('2023-11-01', n));
const maybeDay = fc.option(day, { nil: null });
const anyFacts = fc.record({
  status: fc.constantFrom<ProblemStatus>(...PROBLEM_STATUSES),
  since: day,
  planDueOn: maybeDay,
  dueOn: maybeDay,
  nextStepOn: maybeDay,
  returned: fc.boolean(),
});
const days = fc.integer({ min: 0, max: 20 });
const anyPolicy = fc.record({
  approveListDays: days,
  dispatchDays: days,
  acknowledgeDays: days,
  approvePlanDays: days,
  verifyDays: days,
  closeDays: days,
  acceptDays: days,
  nearDueDays: days,
});

const walk = (from: string, days: number): string => {
  const next = addDays(from, 1);
  return days === 0 ? from : walk(next, calendar.isWorkingDay(next) ? days - 1 : days);
};

/** The same rule said by counting days one by one. */
const counted = (row: ClockFacts, today: string, policy: Record<StepDays | 'nearDueDays', number>): string => {
  if (['closed', 'withdrawn', 'merged'].includes(row.status)) return 'grey';
  const { clock } = STATUS_TABLE[row.status];
  const due = clock === undefined ? null : 'days' in clock ? walk(row.since, policy[clock.days]) : row[clock.date];
  if (due !== null && due < today) return 'red';
  const missed = row.status === 'in-progress' && row.nextStepOn !== null && row.nextStepOn < today;
  if (row.status !== 'standing' && (row.returned || missed)) return 'yellow';
  return due !== null && calendar.workingDaysBetween(today, due) <= policy.nearDueDays ? 'blue' : 'green';
};

describe('for every problem, policy and day', () => {
  it('the light is the one found by counting days', () => {
    fc.assert(
      fc.property(anyFacts, day, anyPolicy, (row, today, policy) => {
        expect(lightOf(row, today, policy, calendar)).toBe(counted(row, today, policy));
      }),
      { numRuns: 1000 },
    );
  });

  it('comparing columns with boundaries finds the same red and near', () => {
    fc.assert(
      fc.property(anyFacts, day, anyPolicy, (row, today, policy) => {
        const bounds = boundaries(today, policy, calendar);
        const { clock } = STATUS_TABLE[row.status];
        const dated = clock !== undefined && 'date' in clock ? row[clock.date] : null;
        const late =
          clock !== undefined && 'days' in clock
            ? row.since < bounds.lateIfSinceBefore[clock.days]
            : dated !== null && dated < today;
        const near =
          clock !== undefined && 'days' in clock
            ? row.since < bounds.nearIfSinceBefore[clock.days]
            : dated !== null && dated <= bounds.nearDueOn;
        const { dueOn } = dueOf(row, policy, calendar);
        expect([late, near]).toEqual([
          dueOn !== undefined && dueOn < today,
          dueOn !== undefined && dueOn <= bounds.nearDueOn,
        ]);
      }),
      { numRuns: 1000 },
    );
  });
});
