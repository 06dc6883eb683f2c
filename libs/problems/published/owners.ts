import type { OwnLead } from '#access/acts.js';
import { LEAD_KINDS } from '#reviews/events.js';
import type { LeadKind } from '#reviews/events.js';
import { PROBLEM_STATUSES, STATUS_TABLE } from './states.js';
import type { Owner, ProblemStatus } from './states.js';

/**
 * Steps that somebody else owes where the office itself, or the committee, leads: what the unit owes is the office's
 * own, and what the office would decide is decided above it.
 */
const OWN_LEADS: Readonly<Record<OwnLead, Readonly<Partial<Record<ProblemStatus, Owner>>>>> = {
  office: {
    dispatched: 'office-head',
    acknowledged: 'office-head',
    planned: 'chair',
    'in-progress': 'office',
    submitted: 'committee-member',
    verified: 'chair',
    standing: 'office',
  },
  committee: { planned: 'chair', verified: 'chair' },
};

/** Who owes the next step of a problem that a body of this kind leads. */
export const ownerOf = (status: ProblemStatus, lead: LeadKind): Owner => {
  const own = lead === 'office' || lead === 'committee' ? OWN_LEADS[lead][status] : undefined;
  return own ?? STATUS_TABLE[status].owedBy;
};

/** Statuses in which somebody owes the next step, by the kind of the lead unit. */
export const statusesOwedBy = (owner: Owner): readonly (readonly [LeadKind, readonly ProblemStatus[]])[] =>
  LEAD_KINDS.map((lead) => [lead, PROBLEM_STATUSES.filter((status) => ownerOf(status, lead) === owner)] as const);
