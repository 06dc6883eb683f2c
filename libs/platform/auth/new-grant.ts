import { randomUUID } from 'node:crypto';
import { isUnitRole } from '#access/roles.js';
import type { LocalDate } from '#time/local-date.js';
import { fault } from '../http/fault.js';
import type { Fault } from '../http/fault.js';
import type { GrantEntity } from './entities.js';
import type { GrantRequest } from './users.requests.js';

/** What is wrong with a grant beyond its fields. */
export function grantFaults(grant: GrantRequest, today: LocalDate, path: string): readonly Fault[] {
  const at = (field: string) => (path === '' ? field : `${path}.${field}`);
  const { role, unit, to } = grant;
  const faults: Fault[] = [];
  if (isUnitRole(role) && unit === undefined) faults.push(fault('grant-unit-required', { role }, at('unit')));
  if (!isUnitRole(role) && unit !== undefined) faults.push(fault('grant-unit-not-allowed', { role }, at('unit')));
  if (to !== undefined && to < (grant.from ?? today)) faults.push(fault('grant-ends-before-start', {}, at('to')));
  return faults;
}

export const newGrant = (account: string, grant: GrantRequest, today: LocalDate): GrantEntity => ({
  id: randomUUID(),
  account,
  role: grant.role,
  unit: grant.unit ?? null,
  from: grant.from ?? today,
  to: grant.to ?? null,
  standIn: grant.standIn ?? false,
});
