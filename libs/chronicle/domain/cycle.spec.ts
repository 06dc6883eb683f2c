import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '#time/local-date.js';
import { cycleDays, cycleOf, yearOfFact } from './cycle.js';

const REVIEWS = [
  { year: 2024, adjournedOn: '2025-01-16' },
  { year: 2023, adjournedOn: '2024-01-18' },
];

describe('the cycle of a day', () => {
  it.each([
    ['2022-05-01', 2023],
    ['2024-01-18', 2023],
    ['2024-01-19', 2024],
    ['2025-01-16', 2024],
    ['2025-01-17', 2025],
    ['2031-01-01', 2025],
  ])('%s falls in %i', (day, year) => {
    expect(cycleOf(REVIEWS, day)).toBe(year);
  });

  it('is that of the first scheduled review until a meeting was held, and the calendar year without any', () => {
    expect(cycleOf([{ year: 2023, adjournedOn: null }], '2024-01-10')).toBe(2023);
    expect(cycleOf([], '2024-01-10')).toBe(2024);
  });

  it('goes to the next review held when a year had none', () => {
    const gap = [
      { year: 2021, adjournedOn: '2022-01-10' },
      { year: 2023, adjournedOn: '2024-01-18' },
    ];
    expect(cycleOf(gap, '2022-06-01')).toBe(2023);
    expect(cycleDays(gap, 2022)).toBeUndefined();
  });
});

describe('the days of a cycle', () => {
  it('hold exactly the days that fall in it', () => {
    const days = fc.integer({ min: 0, max: 2_000 }).map((n) => addDays('2021-01-01', n));
    fc.assert(
      fc.property(days, fc.constantFrom([], REVIEWS, [{ year: 2023, adjournedOn: null }]), (day, reviews) => {
        const year = cycleOf(reviews, day);
        const found = cycleDays(reviews, year);
        expect(found).toBeDefined();
        expect((found?.after ?? '0000') < day && day <= (found?.upTo ?? '9999')).toBe(true);
      }),
    );
  });
});

describe('the year of an event', () => {
  it('is that of the review it names, whatever its date', () => {
    expect(yearOfFact({ reviewYear: 2023, occurredOn: '2024-02-05' }, REVIEWS)).toBe(2023);
    expect(yearOfFact({ reviewYear: null, occurredOn: '2024-02-05' }, REVIEWS)).toBe(2024);
  });
});
