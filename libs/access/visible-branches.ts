import { OF_A_BRANCH, readingGrants, type Inheritance } from './inheritance.js';
import { OVERSEEING_ROLES, type Grant, type Role } from './roles.js';

/** Roles that may read the history of at least one branch. */
export const BRANCH_READERS: readonly Role[] = [...OVERSEEING_ROLES, ...OF_A_BRANCH];

interface Holder {
  readonly grants: readonly Grant[];
  readonly inheritances?: readonly Inheritance[];
}

/** The branches whose history somebody may read: all, or those for which a role is held and their predecessors. */
export const visibleBranches = (holder: Holder): 'all' | readonly string[] => {
  if (holder.grants.some(({ role }) => OVERSEEING_ROLES.includes(role))) return 'all';
  const own = readingGrants(holder)
    .filter(({ role }) => OF_A_BRANCH.includes(role))
    .flatMap(({ unit }) => unit ?? []);
  return [...new Set(own)].sort();
};

export const seesBranch = (holder: Holder, branch: string): boolean => {
  const branches = visibleBranches(holder);
  return branches === 'all' || branches.includes(branch);
};

const BEFORE_FEEDBACK: readonly Role[] = ['office-clerk', 'office-head', 'chair'];

/** May see a grade that the branch has not been told yet. */
export const seesGradeBeforeFeedback = ({ grants }: Holder): boolean =>
  grants.some(({ role }) => BEFORE_FEEDBACK.includes(role));

const EVERY_GROUP: readonly Role[] = ['office-clerk', 'office-head', 'chair', 'annual-review'];

/**
 * How much of a tally may be seen for a branch: every rater group, its totals only, or nothing. Members of the
 * committee see those of the branches whose contact points they are, because they confirm them.
 */
export const tallyDetail = (holder: Holder, branch: string): 'groups' | 'totals' | 'nothing' => {
  const grants = readingGrants(holder);
  if (grants.some(({ role }) => EVERY_GROUP.includes(role))) return 'groups';
  if (grants.some(({ role, unit }) => role === 'committee-member' && unit === branch)) return 'groups';
  return grants.some(({ role }) => role === 'auditor') ? 'totals' : 'nothing';
};
