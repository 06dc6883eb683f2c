import type { LeadKind, LeadUnit } from '#reviews/events.js';

/** Roles that answer for a unit. */
const ANSWERING: Readonly<Record<string, LeadKind | undefined>> = {
  'branch-secretary': 'branch',
  department: 'department',
  'office-head': 'office',
};

/** Whether a role held for a unit answers an instruction that was given to this addressee. */
export const answersFor = (
  held: { readonly role: string; readonly unit?: string },
  { kind, code }: LeadUnit,
): boolean => ANSWERING[held.role] === kind && (kind === 'office' || held.unit === code);
