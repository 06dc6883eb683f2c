import { keepOut } from '#access/duties.js';
import type { Passing } from '#branches/published/succession.js';
import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { Form, ReportEvent } from '../events.js';
import type { ReportKey } from './guards.js';
import type { ReportState } from './report.js';

export interface TallyConfirmation extends ReportKey {
  readonly form: Form;
  readonly tally: number;
}

/** What became of the branch since. */
export interface ConfirmationRead {
  readonly passings: readonly Passing[];
}

/**
 * The newest tally of its form, by two persons who neither decide nor type for each other, none of that branch or of one
 * that took its place.
 */
export const confirmTally: Decide<TallyConfirmation, ReportState, ReportEvent, ConfirmationRead> = (
  confirmation,
  state,
  context,
  { passings },
) => {
  const { year, branch, form, tally } = confirmation;
  const last = state.tallies.get(form);
  if (last === undefined || tally < 1 || tally > last.tally)
    throw new DomainError('tally-not-found', { tally }, undefined, 'not-found');
  if (tally < last.tally) throw new DomainError('tally-replaced', { tally, last: last.tally });
  if (last.complete) throw new DomainError('tally-already-confirmed', { tally });
  keepOut([branch, ...passings.map(({ to }) => to)], context);
  if ([context.actor, context.recordedBy].some((person) => last.confirmedBy.includes(person)))
    throw new DomainError('tally-confirmed-by-you', { tally }, undefined, 'forbidden');
  const complete = last.confirmedBy.length > 0;
  return [{ type: 'AppraisalConfirmed', data: { year, branch, form, tally, complete } }];
};
