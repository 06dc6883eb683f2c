import type { Grant, Role } from '#access/roles.js';
import { DRAFT_KIND_TABLE } from '../published/draft-kinds.js';
import type { DraftOwner } from '../published/drafts.js';

type Held = Pick<Grant, 'role' | 'unit'>;

const authorOf = (person: string): DraftOwner => `author/${person}`;

const KIND_OF_UNIT: Readonly<Partial<Record<Role, 'branch' | 'department'>>> = {
  'branch-secretary': 'branch',
  'branch-clerk': 'branch',
  department: 'department',
};

/** For whom somebody drafts in a role; `undefined`: in that role nothing is drafted. */
export const ownerIn = ({ role, unit }: Held, person: string): DraftOwner | undefined => {
  const kind = KIND_OF_UNIT[role];
  if (kind !== undefined) return unit === undefined ? undefined : `${kind}/${unit}`;
  if (DRAFT_KIND_TABLE.comment.by.includes(role)) return authorOf(person);
  return DRAFT_KIND_TABLE.minutes.by.includes(role) ? 'office' : undefined;
};

/** Whose drafts somebody sees: those of the units for which a role is held today, and the comments of his own. */
export const ownersSeen = (grants: readonly Held[], person: string): readonly DraftOwner[] => [
  ...new Set(grants.flatMap((grant) => ownerIn(grant, person) ?? [])),
];
