import type { Grant, Role } from '#access/roles.js';
import type { LocalDate } from '#time/local-date.js';
import type { Post } from '../events.js';
import type { BranchState, Holding } from './branch.js';
import { hasEnded, holdsOn } from './branch.js';

/** Roles that go with a post of a branch. */
export const POST_ROLES: readonly Role[] = ['branch-secretary', 'branch-clerk'];

const SECRETARY: readonly Post[] = ['secretary'];

/** The holdings that decide on a role: a secretary's by the post of secretary where it was ever held. */
const deciding = (holdings: readonly Holding[], role: Role): readonly Holding[] => {
  const asSecretary = holdings.filter(({ post }) => SECRETARY.includes(post));
  return role === 'branch-secretary' && asSecretary.length > 0 ? asSecretary : holdings;
};

/**
 * Whether a grant for a branch holds on a day by the branch's own records. The grant opens the access; the records bound
 * it: who was ever named as the holder of a post has the role on the days in that post only, and nobody has one once
 * the branch has ended. A stand-in holds no post: its own dates decide.
 */
export const isBorneOut = (
  grant: Pick<Grant, 'role' | 'standIn'>,
  person: string,
  state: BranchState,
  day: LocalDate,
): boolean => {
  // The last day of the branch is the last day of access, too.
  if (hasEnded(state, day) && state.ended?.on !== day) return false;
  if (grant.standIn) return true;
  const named = state.holdings.filter((holding) => holding.person === person);
  return named.length === 0 || deciding(named, grant.role).some((holding) => holdsOn(holding, day));
};
