import { describe, expect, it } from '@jest/globals';
import type { BranchEvents } from '#branches/events.js';
import { recordGiven } from '#event-sourcing/testing/given-event.js';
import { event, inStream } from '#event-sourcing/testing/given-event.js';
import type { ReviewDay } from '../cycle.js';
import type { ChronicleEvent } from '../entries/entries.js';
import type { Fact } from '../fact.js';
import { factsOf, factsOfBranch } from '../../projections/timeline/facts.js';
import { factRows } from '../../projections/timeline/timeline-rows.js';
import { TWO_YEARS } from '../../testing/two-years.js';
import type { Told } from '../../testing/told.js';
import { annualSheet } from './annual-sheet.js';
import { withPredecessors } from './passed-on.js';
import { plainSheet } from './plain-sheet.js';
import type { PlainSheet } from './sheet.js';

const REVIEWS: readonly ReviewDay[] = [
  { year: 2023, adjournedOn: '2024-01-18' },
  { year: 2024, adjournedOn: '2025-01-16' },
];

/** After the cycle in which all of it was raised, branch 03 becomes part of 08, but for what is named for 09. */
const split = (on: string, named: BranchEvents['BranchSplit']['items'] = []): readonly Told[] =>
  inStream<Told>(
    'branch-03',
    { branch: '03' },
    event(
      'BranchSplit',
      { code: '03', on, documentNumber: '1', successors: ['08', '09'], mainSuccessor: '08', items: named },
      { on },
    ),
  );

const factsWith = (more: readonly Told[]): ((branch: string) => readonly Fact[]) => {
  const events = recordGiven<ChronicleEvent>([...TWO_YEARS, ...more], { stream: 'log' });
  const all = factsOf(events.flatMap(factRows));
  return (branch) => withPredecessors(branch, (code) => factsOfBranch(all, code));
};

const sheetOf = (facts: readonly Fact[], branch: string, year: number): PlainSheet =>
  plainSheet(
    annualSheet(facts, {
      branch,
      year,
      reviews: REVIEWS,
      rules: { timeZone: 'Asia/Shanghai', graceDays: () => 7 },
      gradeBeforeFeedback: false,
    }),
  );

const itemsOf = ({ inherited, raised }: PlainSheet): { inherited: string[]; raised: string[] } => ({
  inherited: [...inherited.problems.items, ...inherited.goals.items].map(({ id }) => id),
  raised: [...raised.problems.items, ...raised.goals.items].map(({ id }) => id),
});

describe('the sheets of a branch that ended and of its successors', () => {
  const untouched = factsWith([]);
  const facts = factsWith(split('2024-02-15', [{ kind: 'problem', id: '2023-review-03-02', successor: '09' }]));

  it('of years before are as they were', () => {
    expect(sheetOf(facts('03'), '03', 2023)).toEqual(sheetOf(untouched('03'), '03', 2023));
    expect(itemsOf(sheetOf(facts('08'), '08', 2023))).toEqual({ inherited: [], raised: [] });
  });

  it('of the year of its end show what it left as it stood on its last day', () => {
    const before = sheetOf(untouched('03'), '03', 2024);
    const sheet = sheetOf(facts('03'), '03', 2024);
    expect(sheet.inherited.problems.total).toBe(before.inherited.problems.total);
    expect(before.inherited.problems.closed).toBeGreaterThan(0);
    expect(sheet.inherited.problems).toMatchObject({ closed: 0, open: before.inherited.problems.total });
  });

  it('of the successors have it from that year on, with its whole life, as inherited', () => {
    const of03 = sheetOf(untouched('03'), '03', 2024).inherited;
    const of08 = sheetOf(facts('08'), '08', 2024);
    const of09 = sheetOf(facts('09'), '09', 2024);
    expect(of09.inherited.problems.items).toEqual(of03.problems.items.filter(({ id }) => id === '2023-review-03-02'));
    expect(of08.inherited.problems.items).toEqual(
      expect.arrayContaining(of03.problems.items.filter(({ id }) => id === '2023-review-03-01')),
    );
    expect(of08.inherited.goals).toEqual(of03.goals);
    expect(of08.inherited.requirements.items).toEqual(of03.requirements.items);
    expect(of08.raised.problems.total).toBe(0);
    expect(of08.report.mode).toBeNull();
  });

  it('of a later year have nothing for the branch that ended', () => {
    expect(itemsOf(sheetOf(facts('03'), '03', 2025))).toEqual({ inherited: [], raised: [] });
  });

  it('leave with it what was settled when it ended', () => {
    const late = factsWith(split('2025-01-10'));
    const settled = sheetOf(untouched('03'), '03', 2024).inherited.problems.items.filter(
      ({ status }) => status === 'closed',
    );
    expect(settled.length).toBeGreaterThan(0);
    const of08 = itemsOf(sheetOf(late('08'), '08', 2024)).inherited;
    const of03 = itemsOf(sheetOf(late('03'), '03', 2024)).inherited;
    for (const { id } of settled) expect([of08.includes(id), of03.includes(id)]).toEqual([false, true]);
  });
});
