import { OF_A_BRANCH, readingGrants } from '#access/inheritance.js';
import type { Principal } from '#platform/auth/principal.js';
import { isLimited, limitedHolder } from '#access/levels.js';
import { OVERSEEING_ROLES } from '#access/roles.js';
import type { Role } from '#access/roles.js';
import type { Sql } from '../../published/clock-sql.js';
import { closedAbove } from '../../published/unit-scope.js';
import type { LedgerRow } from './ledger-row.js';

/** Roles that may see at least one problem. */
export const PROBLEM_READERS: readonly Role[] = [...OVERSEEING_ROLES, ...OF_A_BRANCH, 'department'];

/**
 * Whose problems somebody sees: those told to these branches, passed on to or led by them, those of which they lead or
 * support a measure, those of departments, and for a member of the committee those of the committee and of its office.
 */
interface UnitSight {
  readonly branches: readonly string[];
  readonly departments: readonly string[];
  readonly ofCommittee: boolean;
}

/** All, or those of units; `limited`: of which of them also what is 限班子. */
export type ProblemSight = 'all' | (UnitSight & { readonly limited: UnitSight });

type Viewer = Pick<Principal, 'grants' | 'inheritances'>;

export const problemSight = (viewer: Viewer): ProblemSight => {
  if (viewer.grants.some(({ role }) => OVERSEEING_ROLES.includes(role))) return 'all';
  return { ...unitSight(viewer), limited: unitSight(limitedHolder(viewer)) };
};

const unitSight = (viewer: Viewer): UnitSight => {
  const grants = readingGrants(viewer);
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
  'branch' | 'heir' | 'leadKind' | 'leadCode' | 'departments' | 'branchesInvolved' | 'level'
>;

export const seesProblem = (sight: ProblemSight, row: ProblemRelation): boolean =>
  sight === 'all' || (isRelated(sight, row) && (!isLimited(row) || isRelated(sight.limited, row)));

/** Whether what was said beside its life, and is 限班子, may be read too. */
export const seesLimitedBeside = (sight: ProblemSight, row: ProblemRelation): boolean =>
  sight === 'all' || isRelated(sight.limited, row);

const isRelated = (sight: UnitSight, row: ProblemRelation): boolean =>
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
export const sightSql = (alias: string, sight: ProblemSight): Sql => {
  if (sight === 'all') return { sql: 'TRUE', parameters: {} };
  const all = relatedSql(alias, sight, 'sight');
  const limited = relatedSql(alias, sight.limited, 'limited');
  return {
    sql: `(${all.sql} AND (${notLimited(alias)} OR ${limited.sql}))`,
    parameters: { ...all.parameters, ...limited.parameters },
  };
};

/** For whoever never reads what is 限班子. */
export const notLimited = (alias: string): string => `${alias}.level <> 'committee-only'`;

const relatedSql = (alias: string, sight: UnitSight, name: string): Sql => ({
  sql: `(${alias}.branch = ANY (CAST(:${name}Branches AS text[]))
    OR ${alias}.heir = ANY (CAST(:${name}Branches AS text[]))
    OR (${alias}.leadKind = 'branch' AND ${alias}.leadCode = ANY (CAST(:${name}Branches AS text[])))
    OR ${alias}.branchesInvolved && CAST(:${name}Branches AS text[])
    OR ${alias}.departments && CAST(:${name}Departments AS text[])
    ${sight.ofCommittee ? `OR ${alias}.leadKind IN ('office', 'committee')` : ''})`,
  parameters: { [`${name}Branches`]: sight.branches, [`${name}Departments`]: sight.departments },
});
