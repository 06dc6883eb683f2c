import { dayIn, daysBetween, type LocalDate } from '#time/local-date.js';
import type { Fact } from '../fact.js';

/** What decides which day of an entry counts for a date. */
export interface DayRules {
  /** IANA name; the days of the office. */
  readonly timeZone: string;
  /** Calendar days within which an entry after the fact counts as made on its day, by the policy of that day. */
  readonly graceDays: (day: LocalDate) => number;
}

/**
 * The day of an entry that counts against a due date: the day it tells of, where it was entered within the grace or
 * rests on a signed paper; the day of its recording otherwise.
 */
export const countingDay = ({ occurredOn, recordedAt, hands }: Fact, rules: DayRules): LocalDate => {
  if (hands.basis !== undefined) return occurredOn;
  const recordedOn = dayIn(rules.timeZone, new Date(recordedAt));
  return daysBetween(occurredOn, recordedOn) <= rules.graceDays(occurredOn) ? occurredOn : recordedOn;
};

/** 补录: recorded on a later day than the one it tells of. */
export const isLateEntry = ({ occurredOn, recordedAt }: Pick<Fact, 'occurredOn' | 'recordedAt'>, timeZone: string) =>
  dayIn(timeZone, new Date(recordedAt)) > occurredOn;
