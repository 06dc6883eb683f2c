import type { PolicyInForce } from '#policy/published/policy-reader.js';
import type { LocalDate } from '#time/local-date.js';
import { boundaries } from './clock.js';
import type { Boundaries, ClockPolicy } from './clock.js';
import type { WorkDays } from './lights.js';

/** What an answer says of the day and rules that its lights go by. */
export interface ClockBasis {
  readonly day: LocalDate;
  readonly policyVersion: number;
  readonly calendarVersion: number;
  /** False: nobody has published this year's working days, so Monday to Friday are counted. */
  readonly calendarPublished: boolean;
}

/** Everything that lights depend on beside the facts, the same for one whole answer. */
export interface ClockDay {
  readonly today: LocalDate;
  readonly policy: ClockPolicy;
  readonly calendar: WorkDays;
  readonly bounds: Boundaries;
  readonly basis: ClockBasis;
  /** The same as long as the same facts show the same lights; the pages of one list share it. */
  readonly mark: string;
}

export const clockDay = (
  today: LocalDate,
  { policy, version, calendar, calendarVersion }: PolicyInForce,
): ClockDay => ({
  today,
  policy,
  calendar,
  bounds: boundaries(today, policy, calendar),
  basis: {
    day: today,
    policyVersion: version,
    calendarVersion,
    calendarPublished: calendar.isPublished(Number(today.slice(0, 4))),
  },
  mark: [today, version, calendarVersion].join('/'),
});
