import type { Grant, Role } from '#access/roles.js';
import type { LocalDate } from '#time/local-date.js';

/** A grant as the database has it. */
export interface GrantRow {
  readonly role: Role;
  readonly unit: string | null;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly standIn: boolean;
}

export const toGrant = ({ role, unit, from, to, standIn }: GrantRow): Grant => ({
  role,
  ...(unit === null ? {} : { unit }),
  from,
  ...(to === null ? {} : { to }),
  standIn,
});
