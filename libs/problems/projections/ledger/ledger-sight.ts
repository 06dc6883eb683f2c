import { OF_A_BRANCH, readingGrants } from '#access/inheritance.js';
import type { Principal } from '#platform/auth/principal.js';
import { OVERSEEING_ROLES } from '#access/roles.js';
import type { Role } from '#access/roles.js';
import type { Sql } from '../../published/clock-sql.js';
import { closedAbove } from '../../published/unit-scope.js';
import type { LedgerRow } from './ledger-row.js';

/** Roles that may see at least one problem. */
export const PROBLEM_READERS: readonly Role[] = [...OVERSEEING_ROLES, ...OF_A_BRANCH, 'department'];

/**
 * Whose problems somebody sees: all; or those told to these branches, passed on to or led by them, those of which they
 * lead or support a measure, those of departments, and for a member of the committee those of the committee and of its
 * office.
 */
export type ProblemSight =
  | 'all'
  | {
      readonly branches: readonly string[];
      readonly departments: readonly string[];
      readonly ofCommittee: boolean;
    };

export const problemSight = (viewer: Pick<Principal, 'grants' | 'inheritances'>): ProblemSight => {
  const grants = readingGrants(viewer);
  if (grants.some(({ role }) => OVERSEEING_ROLES.includes(role))) return 'all';
  const unitsOf = (roles: readonly Role[]): string[] =>
    grants.filter(({ role }) => roles.includes(role)).flatMap(({ unit }) => unit ?? []);
  return {
    branches: unitsOf(OF_A_BRANCH),
    departments: unitsOf(['department']),
    ofCommittee: grants.some(({ role }) => role === 'committee-member'),
  };
};

export type ProblemRelation = Pick<
  LedgerRow,
  'branch' | 'heir' | 'leadKind' | 'leadCode' | 'departments' | 'branchesInvolved'
>;

export const seesProblem = (sight: ProblemSight, row: ProblemRelation): boolean =>
  sight === 'all' ||
  sight.branches.some(
    (code) =>
      code === row.branch ||
      code === row.heir ||
      (row.leadKind === 'branch' && code === row.leadCode) ||
      row.branchesInvolved.includes(code),
  ) ||
  sight.departments.some((code) => row.departments.includes(code)) ||
  (sight.ofCommittee && row.leadKind !== null && closedAbove({ kind: row.leadKind }));

/** The same as a condition. */
export const sightSql = (alias: string, sight: ProblemSight): Sql =>
  sight === 'all'
    ? { sql: 'TRUE', parameters: {} }
    : {
        sql: `(${alias}.branch = ANY (CAST(:sightBranches AS text[]))
          OR ${alias}.heir = ANY (CAST(:sightBranches AS text[]))
          OR (${alias}.leadKind = 'branch' AND ${alias}.leadCode = ANY (CAST(:sightBranches AS text[])))
          OR ${alias}.branchesInvolved && CAST(:sightBranches AS text[])
          OR ${alias}.departments && CAST(:sightDepartments AS text[])
          ${sight.ofCommittee ? `OR ${alias}.leadKind IN ('office', 'committee')` : ''})`,
        parameters: { sightBranches: sight.branches, sightDepartments: sight.departments },
      };
