/** How many calendar days after the fact an entry may be made without a reason. Provided by a global module. */
export abstract class LateEntryPolicy {
  abstract graceDays(): Promise<number>;
}

/** Where no policy says otherwise. */
export const DEFAULT_GRACE_DAYS = 7;
