import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { ReminderView } from '../../published/oversight-reader.js';

/** Something that a unit did for the subject, in its own stream. */
export interface UnitStep {
  readonly revision: number;
  readonly on: LocalDate;
  readonly recordedAt: string;
}

export interface IssuedReminder extends Omit<ReminderView, 'answered'> {
  readonly recordedAt: string;
}

/**
 * The reminder with what its unit entered next. It stays when that turns out to have been done before: nobody knew, and
 * the paper came later.
 */
export const reminderView = ({ recordedAt, ...reminder }: IssuedReminder, steps: readonly UnitStep[]): ReminderView => {
  const answer = steps.filter((step) => step.recordedAt > recordedAt).toSorted((a, b) => a.revision - b.revision)[0];
  return {
    ...reminder,
    answered: answer === undefined ? null : { on: answer.on, onPaper: answer.on < reminder.on },
  };
};

/** Of a subject that many units work on, a unit sees what was said to it. */
export const concernsOneOf = (units: 'all' | readonly string[], concerned: readonly LeadUnit[]): boolean =>
  units === 'all' || concerned.some(({ code }) => units.includes(code));
