import { keepOut } from '#access/duties.js';
import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { Form, ReportEvent } from '../events.js';
import type { ReportKey } from './guards.js';
import type { ReportState } from './report.js';

export interface TallyConfirmation extends ReportKey {
  readonly form: Form;
  readonly tally: number;
}

/** The newest tally of its form, by two persons who neither decide nor type for each other, none of that branch. */
export const confirmTally: Decide<TallyConfirmation, ReportState, ReportEvent> = (confirmation, state, context) => {
  const { year, branch, form, tally } = confirmation;
  const last = state.tallies.get(form);
  if (last === undefined || tally < 1 || tally > last.tally)
    throw new DomainError('tally-not-found', { tally }, undefined, 'not-found');
  if (tally < last.tally) throw new DomainError('tally-replaced', { tally, last: last.tally });
  if (last.complete) throw new DomainError('tally-already-confirmed', { tally });
  keepOut([branch], context);
  if ([context.actor, context.recordedBy].some((person) => last.confirmedBy.includes(person)))
    throw new DomainError('tally-confirmed-by-you', { tally }, undefined, 'forbidden');
  const complete = last.confirmedBy.length > 0;
  return [{ type: 'AppraisalConfirmed', data: { year, branch, form, tally, complete } }];
};
