import type { LocalDate } from '#time/local-date.js';

/** How many calendar days after the fact an entry may be made without a reason. Provided by a global module. */
export abstract class LateEntryPolicy {
  /** By the policy of the day of recording. */
  abstract graceDays(recordedOn: LocalDate): Promise<number>;
}

/** Where no policy says otherwise. */
export const DEFAULT_GRACE_DAYS = 7;
