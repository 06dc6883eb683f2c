import type { Grant, Role } from './roles.js';

/** Roles held for a branch; the unit of a department is no branch, whatever its code. */
export const OF_A_BRANCH: readonly Role[] = ['committee-member', 'branch-secretary', 'branch-clerk'];

/** A branch that ended and passed on to a unit for which a role is held. */
export interface Inheritance {
  readonly unit: string;
  readonly predecessor: string;
  /** The unit answers for everything that the predecessor named no other successor for. */
  readonly main: boolean;
}

interface Heir {
  readonly grants: readonly Grant[];
  /** None: no unit of the holder has taken another's place. */
  readonly inheritances?: readonly Inheritance[];
}

const over = ({ grants }: Heir, inheritances: readonly Inheritance[]): readonly Grant[] => [
  ...grants,
  ...inheritances.flatMap(({ unit, predecessor }) =>
    grants
      .filter((grant) => grant.unit === unit && OF_A_BRANCH.includes(grant.role))
      .map((grant) => ({ ...grant, unit: predecessor })),
  ),
];

/** The grants as they reach for reading: a successor reads the history of its predecessors. */
export const readingGrants = (heir: Heir): readonly Grant[] => over(heir, heir.inheritances ?? []);

/** The grants as they reach for what is owed: the main successor answers for what a predecessor left unnamed. */
export const answeringGrants = (heir: Heir): readonly Grant[] =>
  over(
    heir,
    (heir.inheritances ?? []).filter(({ main }) => main),
  );
