import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import { addDays } from '#time/local-date.js';
import type { BranchEvent, Post } from '../events.js';
import type { BranchState, Holding } from '../published/branch.js';
import { openHolding } from '../published/branch.js';
import { refuseGone } from './existence.js';

/** Posts of which a branch has one; members of its committee and clerks may be several. */
const SINGLE: readonly Post[] = ['secretary', 'deputy-secretary'];

export interface Appointment {
  readonly code: string;
  readonly post: Post;
  readonly person: string;
  readonly acting?: boolean;
  readonly from: LocalDate;
}

export interface Release {
  readonly code: string;
  readonly post: Post;
  readonly person: string;
  readonly until: LocalDate;
  readonly reason?: string;
}

const notFound = (code: string): DomainError => new DomainError('branch-not-found', { code }, undefined, 'not-found');

const standsInTheWay = (holding: Holding, { post, person, from }: Appointment): boolean =>
  holding.post === post &&
  (SINGLE.includes(post) || holding.person === person) &&
  (holding.until === undefined || holding.until >= from);

/**
 * Fills a post from a day on. A post of which there is one never has two holders on a day; whoever acted while it was
 * vacant is released the day before the holder comes.
 */
export const appoint: Decide<Appointment, BranchState, BranchEvent> = (appointment, state) => {
  const { code, post, person, from } = appointment;
  const acting = appointment.acting ?? false;
  refuseGone(state, code);
  const inTheWay = state.holdings.filter((holding) => standsInTheWay(holding, appointment));
  const replaced = inTheWay.filter(
    (holding) => !acting && holding.acting && holding.until === undefined && holding.from < from,
  );
  if (replaced.length < inTheWay.length) throw new DomainError('post-held', { post, from }, 'from');
  return [
    ...replaced.map((holding): BranchEvent => {
      const until = addDays(from, -1);
      return { type: 'OfficeHolderReleased', data: { code, post, person: holding.person, until } };
    }),
    { type: 'OfficeHolderAppointed', data: { code, post, person, acting, from } },
  ];
};

/** `until` is the last day in the post; it is vacant from the next day on. */
export const release: Decide<Release, BranchState, BranchEvent> = ({ code, post, person, until, reason }, state) => {
  if (state.code === undefined) throw notFound(code);
  const holding = openHolding(state, post, person);
  if (holding === undefined) throw new DomainError('not-in-post', { post }, 'person');
  if (until < holding.from)
    throw new DomainError('released-before-appointed', { from: holding.from }, 'until', 'invalid');
  const words = reason === undefined ? {} : { reason: freeText(reason) };
  return [{ type: 'OfficeHolderReleased', data: { code, post, person, until, ...words } }];
};
