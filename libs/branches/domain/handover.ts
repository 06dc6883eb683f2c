import { isLimited } from '#access/levels.js';
import type { CommandContext, Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { BranchEvent, Post } from '../events.js';
import type { BranchState } from '../published/branch.js';
import { holdersOf } from '../published/branch.js';
import { refuseGone } from './existence.js';
import type { Standings } from './open-items.js';
import { openItems } from './open-items.js';

export interface Handover {
  readonly code: string;
  readonly post: Post;
  /** Who held the post before; absent where it was vacant. */
  readonly from?: string;
  readonly to: string;
  readonly items?: readonly { readonly item: string }[];
}

/** The office records any; a secretary the one by which the own post was taken over. */
const refuseForeign = ({ code, post, to }: Handover, { role, unit, actor }: CommandContext): void => {
  if (role !== 'branch-secretary') return;
  if (unit !== code) throw new DomainError('branch-not-found', { code }, undefined, 'not-found');
  if (post !== 'secretary' || to !== actor) throw new DomainError('handover-of-another', {}, 'to', 'forbidden');
};

/**
 * 交接: the new holder acknowledges the open list, which is fixed in the event. What was left out of it is owed all the
 * same: items belong to the branch. What is 限班子 is not for the holder to acknowledge.
 */
export const handOver: Decide<Handover, BranchState, BranchEvent, Standings> = (
  handover,
  state,
  context,
  standings,
) => {
  const { code, post, from, to, items = [] } = handover;
  const { occurredOn: on } = context;
  refuseForeign(handover, context);
  refuseGone(state, code);
  const holding = holdersOf(state, post, on).find(({ person }) => person === to);
  if (holding === undefined) throw new DomainError('not-in-post', { post }, 'to');
  if (state.handovers.some((each) => each.post === post && each.to === to && each.on >= holding.from))
    throw new DomainError('handover-already-recorded', { post });
  const before = state.holdings.some(
    (each) => each.post === post && each.person === from && each.person !== to && each.from <= holding.from,
  );
  if (from !== undefined && !before) throw new DomainError('not-in-post-before', { post }, 'from');
  const open = openItems(
    code,
    items.map(({ item }) => item),
    standings,
  );
  open.forEach(({ id }, index) => {
    const level = standings.get(id)?.level;
    if (level !== undefined && isLimited({ level }))
      throw new DomainError('level-hides-task', { entry: id }, `items[${String(index)}].item`);
  });
  const data = { code, post, ...(from === undefined ? {} : { from }), to, on, items: open };
  return [{ type: 'HandoverRecorded', data }];
};
