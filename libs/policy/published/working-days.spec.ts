import fc from 'fast-check';
import { addDays, weekday } from '#time/local-date.js';
import { WorkCalendar } from './working-days.js';

/** Spring festival of 2024: 10 to 17 February off, the Sunday before and the one after worked. */
const SPRING = {
  year: 2024,
  version: 2,
  holidays: Array.from({ length: 8 }, (_, i) => addDays('2024-02-10', i)),
  workdays: ['2024-02-04', '2024-02-18'],
};
const spring = new WorkCalendar([SPRING]);

describe('a published year', () => {
  it('counts worked weekends and leaves out holidays', () => {
    expect(spring.addWorkingDays('2024-02-02', 1)).toBe('2024-02-04');
    expect(spring.addWorkingDays('2024-02-09', 1)).toBe('2024-02-18');
    expect(spring.subtractWorkingDays('2024-02-18', 1)).toBe('2024-02-09');
    expect(spring.workingDaysBetween('2024-02-01', '2024-02-29')).toBe(17);
    expect(spring.workingDaysBetween('2024-02-29', '2024-02-01')).toBe(-17);
    expect(spring.lastDayWithin('2024-02-08', 1)).toBe('2024-02-17');
  });

  it('says so, with its version', () => {
    expect([spring.isPublished(2024), spring.version(2024)]).toEqual([true, 2]);
    expect([spring.isPublished(2025), spring.version(2025)]).toEqual([false, 0]);
  });
});

describe('a year that nobody published', () => {
  it('counts Monday to Friday', () => {
    expect(new WorkCalendar().addWorkingDays('2024-02-09', 1)).toBe('2024-02-12');
    for (let day = '2025-01-01'; day < '2026-01-01'; day = addDays(day, 1))
      expect(spring.isWorkingDay(day)).toBe(weekday(day) % 6 !== 0);
  });
});

it('refuses a number of days that is none', () => {
  expect(() => spring.addWorkingDays('2024-02-02', -1)).toThrow(RangeError);
  expect(() => spring.addWorkingDays('2024-02-02', 0.5)).toThrow(RangeError);
});

const day = fc.integer({ min: -60, max: 60 }).map((n) => addDays('2024-02-15', n));
const count = fc.integer({ min: 1, max: 40 });
const calendar = fc
  .uniqueArray(fc.integer({ min: 0, max: 90 }), { maxLength: 40 })
  .map((offsets) => offsets.map((n) => addDays('2024-01-01', n)))
  .map((days) => {
    const weekends = days.filter((d) => weekday(d) % 6 === 0);
    return new WorkCalendar([
      { year: 2024, version: 1, holidays: days.filter((d) => weekday(d) % 6 !== 0), workdays: weekends },
    ]);
  });

describe('whatever is published', () => {
  it('adding n working days is n working days later, on a working day', () => {
    fc.assert(
      fc.property(calendar, day, count, (cal, from, n) => {
        const to = cal.addWorkingDays(from, n);
        expect(cal.workingDaysBetween(from, to)).toBe(n);
        expect(cal.isWorkingDay(to)).toBe(true);
      }),
    );
  });

  it('a limit of n days has passed exactly for what began before the boundary', () => {
    fc.assert(
      fc.property(calendar, day, day, fc.integer({ min: 0, max: 40 }), (cal, began, today, n) => {
        expect(cal.addWorkingDays(began, n) < today).toBe(began < cal.subtractWorkingDays(today, n));
      }),
    );
  });

  it('a due date is at most n days off exactly up to the last day within', () => {
    fc.assert(
      fc.property(calendar, day, day, fc.integer({ min: 0, max: 10 }), (cal, today, due, n) => {
        expect(cal.workingDaysBetween(today, due) <= n).toBe(due <= cal.lastDayWithin(today, n));
      }),
    );
  });

  it('the distance there and back is the same', () => {
    fc.assert(
      fc.property(calendar, day, day, (cal, a, b) => {
        expect(cal.workingDaysBetween(a, b) + cal.workingDaysBetween(b, a)).toBe(0);
      }),
    );
  });
});
