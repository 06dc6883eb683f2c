import type { Inheritance } from '#access/inheritance.js';
import { OVERSEEING_ROLES } from '#access/roles.js';
import type { Grant } from '#access/roles.js';

/** Who is signed in, with the grants in force today. */
export interface Principal {
  readonly account: string;
  readonly person: string;
  /** Unit to which the person belongs; used for recusal only. */
  readonly affiliation?: string;
  readonly grants: readonly Grant[];
  /** Units that have ended and passed on to those for which roles are held. */
  readonly inheritances?: readonly Inheritance[];
}

/** The units whose business a principal may see: all, or those for which a role is held. */
export function visibleUnits(principal: Pick<Principal, 'grants'>): 'all' | readonly string[] {
  if (principal.grants.some(({ role }) => OVERSEEING_ROLES.includes(role))) return 'all';
  return [...new Set(principal.grants.flatMap(({ unit }) => (unit === undefined ? [] : [unit])))].sort();
}
