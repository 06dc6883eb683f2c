import type { LocalDate } from '#time/local-date.js';

export const ROLES = [
  'office-clerk',
  'office-head',
  'chair',
  'committee-member',
  'branch-secretary',
  'branch-clerk',
  'department',
  'annual-review',
  'auditor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Readonly<Record<Role, { readonly zh: string; readonly en: string }>> = {
  'office-clerk': { zh: '党委办公室经办', en: 'Party office clerk' },
  'office-head': { zh: '党委办公室负责人', en: 'Head of the Party office' },
  chair: { zh: '党委书记', en: 'Chair (Party committee secretary)' },
  'committee-member': { zh: '党委委员（联系点领导）', en: 'Committee member (contact-point leader)' },
  'branch-secretary': { zh: '党支部书记（第一责任人）', en: 'Branch secretary (first responsible person)' },
  'branch-clerk': { zh: '党支部干事', en: 'Branch clerk' },
  department: { zh: '部门', en: 'Department' },
  'annual-review': { zh: '年度评议组', en: 'Annual review' },
  auditor: { zh: '审计', en: 'Auditor' },
  admin: { zh: '系统管理员', en: 'Administrator' },
};

/** Roles held for one unit each; the grant names its code. A committee member's units are the contact points. */
export const UNIT_ROLES: readonly Role[] = ['committee-member', 'branch-secretary', 'branch-clerk', 'department'];

export const isUnitRole = (role: Role): boolean => UNIT_ROLES.includes(role);

/** Roles that see the business of every branch. */
export const OVERSEEING_ROLES: readonly Role[] = ['office-clerk', 'office-head', 'chair', 'annual-review', 'auditor'];

/** A role held by an account, for one unit or for the organisation, between two days (both included). */
export interface Grant {
  readonly role: Role;
  readonly unit?: string;
  readonly from: LocalDate;
  readonly to?: LocalDate;
  readonly standIn: boolean;
}

export const isInForce = (grant: Grant, day: LocalDate): boolean =>
  grant.from <= day && (grant.to === undefined || day <= grant.to);
