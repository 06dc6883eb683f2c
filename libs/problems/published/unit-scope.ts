import type { LeadUnit } from '#reviews/events.js';

const KIND_OF_ROLE: Readonly<Record<string, LeadUnit['kind'] | undefined>> = {
  'branch-secretary': 'branch',
  'branch-clerk': 'branch',
  department: 'department',
};

/** What the office itself or the committee puts right is judged above the office. */
export const closedAbove = ({ kind }: Pick<LeadUnit, 'kind'>): boolean => kind === 'office' || kind === 'committee';

/**
 * Whether a problem is the business of a role held for a unit: the lead unit acts on its own problems, a contact-point
 * leader on those of the branch that was told or took its place, every member of the committee on those of the office and
 * of the committee itself, other roles on all.
 */
export const concerns = (
  problem: { readonly lead: LeadUnit; readonly branch: string; readonly heir?: string | null },
  held: { readonly role: string; readonly unit?: string },
): boolean => {
  const { lead } = problem;
  if (held.role === 'committee-member') return closedAbove(lead) || held.unit === (problem.heir ?? problem.branch);
  const kind = KIND_OF_ROLE[held.role];
  return kind === undefined || (kind === lead.kind && held.unit === lead.code);
};
