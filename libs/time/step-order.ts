import type { CommandContext } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { LocalDate } from './local-date.js';
import { daysBetween } from './local-date.js';

/** A step never occurred before the last step of the same life; on the same day is fine. */
export const notBeforeLastStep = (lastStepOn: LocalDate, { occurredOn }: CommandContext): void => {
  if (occurredOn < lastStepOn)
    throw new DomainError('occurred-before-last-step', { last: lastStepOn }, 'occurredOn', 'invalid');
};

/**
 * The day that counts where a deadline is at stake: the day on which it occurred when it was entered within the grace
 * (calendar days) or rests on a signed paper, else the day on which it was recorded.
 */
export const dayThatCounts = (
  entry: { readonly occurredOn: LocalDate; readonly recordedOn: LocalDate; readonly onPaper: boolean },
  graceDays: number,
): LocalDate =>
  entry.onPaper || daysBetween(entry.occurredOn, entry.recordedOn) <= graceDays ? entry.occurredOn : entry.recordedOn;
