import { isUnitRole } from '#access/roles.js';
import type { Grant, Role } from '#access/roles.js';
import { RequestProblem } from '../http/request-problem.js';

/** What a caller says of the part that is acted in. */
export interface ActingWishes {
  readonly role?: string | undefined;
  readonly unit?: string | undefined;
}

/** The role that an act is done in, and the unit for which it is held. */
export interface Acting {
  readonly role: Role;
  readonly unit?: string;
}

/**
 * Chooses among grants. The one that fits is taken without being named.
 * @throws RequestProblem 403 `role-not-held`, `unit-not-held`; 400 `role-required`, `unit-required`
 */
export function actingOf(grants: readonly Grant[], allowed: readonly Role[], wishes: ActingWishes): Acting {
  const fitting = grants.filter(({ role }) => allowed.includes(role));
  const role = chosen('role', [...new Set(fitting.map((grant) => grant.role))], wishes.role);
  if (!isUnitRole(role)) return { role };
  const units = fitting.flatMap((grant) => (grant.role === role && grant.unit !== undefined ? [grant.unit] : []));
  return { role, unit: chosen('unit', [...new Set(units)].sort(), wishes.unit) };
}

function chosen<Name extends string>(what: 'role' | 'unit', held: readonly Name[], wish: string | undefined): Name {
  const [first] = wish === undefined ? held : held.filter((name) => name === wish);
  if (first === undefined)
    throw new RequestProblem(403, `${what}-not-held`, wish === undefined ? {} : { [what]: wish });
  if (wish === undefined && held.length > 1)
    throw new RequestProblem(400, `${what}-required`, { [`${what}s`]: held.join(', ') });
  return first;
}
