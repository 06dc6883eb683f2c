import type { LocalDate } from '#time/local-date.js';
import { addDays, dayNumber, dayOf } from '#time/local-date.js';

/** One year as published: days off that are weekdays or not 节假日, weekends that are worked 调休. */
export interface PublishedYear {
  readonly year: number;
  readonly version: number;
  readonly holidays: readonly LocalDate[];
  readonly workdays: readonly LocalDate[];
}

/** The first Saturday that has a number is the second. */
const isSaturdayOrSunday = (day: number): boolean => (((day - 2) % 7) + 7) % 7 < 2;

export const isWeekend = (day: LocalDate): boolean => isSaturdayOrSunday(dayNumber(day));

export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));

/**
 * Counts working days. A year whose arrangement nobody has published counts Monday to Friday; `isPublished` tells, so
 * that what is shown can say so.
 */
export class WorkCalendar {
  private readonly versions: ReadonlyMap<number, number>;
  /** By their numbers: walks over weeks of them make no text. */
  private readonly holidays: ReadonlySet<number>;
  private readonly workdays: ReadonlySet<number>;

  /** @param years the newest publication of each year; a year at most once. */
  constructor(years: Iterable<PublishedYear> = []) {
    const published = [...years];
    this.versions = new Map(published.map(({ year, version }) => [year, version]));
    this.holidays = new Set(published.flatMap(({ holidays }) => holidays.map(dayNumber)));
    this.workdays = new Set(published.flatMap(({ workdays }) => workdays.map(dayNumber)));
  }

  isPublished(year: number): boolean {
    return this.versions.has(year);
  }

  /** 0: not published. */
  version(year: number): number {
    return this.versions.get(year) ?? 0;
  }

  isWorkingDay(day: LocalDate): boolean {
    return this.works(dayNumber(day));
  }

  /** The `n`-th working day after `day`; `day` itself for 0. */
  addWorkingDays(day: LocalDate, n: number): LocalDate {
    return this.walk(day, n, 1);
  }

  /**
   * The `n`-th working day before `day`; `day` itself for 0. A limit of `n` working days that began on `d` has passed
   * on `day` exactly when `d` is before this.
   */
  subtractWorkingDays(day: LocalDate, n: number): LocalDate {
    return this.walk(day, n, -1);
  }

  /** The last day that is at most `n` working days after `day`: the days off that follow the `n`-th count with it. */
  lastDayWithin(day: LocalDate, n: number): LocalDate {
    return addDays(this.addWorkingDays(day, n + 1), -1);
  }

  /** Working days after `from` up to and including `to`; negative when `to` is the earlier one. */
  workingDaysBetween(from: LocalDate, to: LocalDate): number {
    if (to < from) return -this.workingDaysBetween(to, from);
    let count = 0;
    const last = dayNumber(to);
    for (let day = dayNumber(from) + 1; day <= last; day += 1) if (this.works(day)) count += 1;
    return count;
  }

  private walk(start: LocalDate, n: number, step: 1 | -1): LocalDate {
    if (!Number.isInteger(n) || n < 0) throw new RangeError(`working days: ${String(n)}`);
    let day = dayNumber(start);
    for (let left = n; left > 0;) {
      day += step;
      if (this.works(day)) left -= 1;
    }
    return dayOf(day);
  }

  private works(day: number): boolean {
    return isSaturdayOrSunday(day) ? this.workdays.has(day) : !this.holidays.has(day);
  }
}
