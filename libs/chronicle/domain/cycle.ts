import type { LocalDate } from '#time/local-date.js';

/** A review as far as cycles depend on it. */
export interface ReviewDay {
  readonly year: number;
  /** Last day of its meeting; null while it has not been held. */
  readonly adjournedOn: LocalDate | null;
}

/** The days of a cycle: after `after`, up to and including `upTo`; null: open on that side. */
export interface CycleDays {
  readonly after: LocalDate | null;
  readonly upTo: LocalDate | null;
}

interface Cycle extends CycleDays {
  readonly year: number;
}

/** Of the reviews that an answer was given with: every entry of its page asks. */
const known = new WeakMap<readonly ReviewDay[], readonly Cycle[]>();

const cyclesOf = (reviews: readonly ReviewDay[]): readonly Cycle[] => {
  const cycles = known.get(reviews) ?? cyclesBetween(reviews);
  known.set(reviews, cycles);
  return cycles;
};

/**
 * All cycles in order, without gap. Cycle Y runs from after the meeting of the review before to the end of the meeting
 * of review Y; after the last meeting runs the cycle of the following year. Before any meeting there is one cycle, of
 * the first review that is scheduled.
 */
const cyclesBetween = (reviews: readonly ReviewDay[]): readonly Cycle[] => {
  const byYear = [...reviews].sort((a, b) => a.year - b.year);
  const held = byYear.flatMap(({ year, adjournedOn }) => (adjournedOn === null ? [] : [{ year, adjournedOn }]));
  const last = held.at(-1);
  const closed = held.map(({ year, adjournedOn }, i) => ({
    year,
    after: held[i - 1]?.adjournedOn ?? null,
    upTo: adjournedOn,
  }));
  const running = last === undefined ? byYear[0]?.year : last.year + 1;
  return running === undefined ? closed : [...closed, { year: running, after: last?.adjournedOn ?? null, upTo: null }];
};

const within = ({ after, upTo }: CycleDays, day: LocalDate): boolean =>
  (after === null || day > after) && (upTo === null || day <= upTo);

/** The year of the cycle that a day falls in; the calendar year while no review is known. */
export const cycleOf = (reviews: readonly ReviewDay[], day: LocalDate): number =>
  cyclesOf(reviews).find((cycle) => within(cycle, day))?.year ?? Number(day.slice(0, 4));

/** The days of the cycle of a year; `undefined` when no day falls in it. */
export const cycleDays = (reviews: readonly ReviewDay[], year: number): CycleDays | undefined => {
  const cycles = cyclesOf(reviews);
  if (cycles.length === 0) return { after: `${String(year - 1)}-12-31`, upTo: `${String(year)}-12-31` };
  const found = cycles.find((cycle) => cycle.year === year);
  return found && { after: found.after, upTo: found.upTo };
};

/** An event that names a review belongs to that review's year, whatever its date; any other to the cycle of its day. */
export const yearOfFact = (
  fact: { readonly reviewYear: number | null; readonly occurredOn: LocalDate },
  reviews: readonly ReviewDay[],
): number => fact.reviewYear ?? cycleOf(reviews, fact.occurredOn);
