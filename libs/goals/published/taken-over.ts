import type { LocalDate } from '#time/local-date.js';
import type { GoalEvents } from '../events.js';

type TakenOver = GoalEvents['GoalTakenOver'];

/** The day on which it was accepted on paper; `undefined`: it was not, or the paper does not tell. */
export const acceptedOnPaper = ({ status, since, acceptedOn, returned }: TakenOver): LocalDate | undefined =>
  acceptedOn ?? (status === 'accepted' && returned !== true ? since : undefined);

/** The day of the result that stands. In the log it has the number 1. */
export const submittedOnPaper = ({ status, since, submittedOn }: TakenOver): LocalDate | undefined =>
  submittedOn ?? (status === 'submitted' ? since : undefined);
