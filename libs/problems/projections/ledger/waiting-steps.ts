import { ACTS, rolesFor } from '#access/acts.js';
import type { Role } from '#access/roles.js';
import type { LeadKind } from '#reviews/events.js';
import { ownerOf } from '../../published/owners.js';
import type { ProblemAct, ProblemStatus, Owner } from '../../published/states.js';
import { closedAbove } from '../../published/unit-scope.js';

/** A step that waits for somebody: the problems in a status, and what more must hold of their columns. */
export interface WaitingStep {
  readonly name: string;
  readonly act: ProblemAct | 'approve-problem-list';
  readonly status: ProblemStatus;
  readonly owedBy: Owner;
  /** May name the parameter `:half`, the current half-year. */
  readonly condition: string;
}

interface Step extends Pick<WaitingStep, 'act' | 'status'> {
  readonly and?: string;
  /** Where the act is open to more roles than it waits for. */
  readonly roles?: readonly Role[];
  /** Where it is not owed by whoever owes the step of the status. */
  readonly owedBy?: Owner;
}

const ASKED = 'p.openExtension IS NOT NULL';
const SECOND = `${ASKED} AND p.extensionsGranted > 0`;

const STEPS: readonly Step[] = [
  { act: 'approve-problem-list', status: 'flagged' },
  { act: 'dispatch-problem', status: 'listed' },
  { act: 'acknowledge-dispatch', status: 'dispatched' },
  { act: 'submit-plan', status: 'acknowledged' },
  { act: 'approve-plan', status: 'planned' },
  {
    act: 'grant-extension',
    status: 'in-progress',
    and: `${ASKED} AND p.extensionsGranted = 0`,
    roles: ['office-head'],
    owedBy: 'office-head',
  },
  {
    act: 'grant-extension',
    status: 'in-progress',
    and: SECOND,
    roles: ['chair'],
    owedBy: 'chair',
  },
  // Members of the committee both ask and answer: what waits for an answer does not wait for the result as well.
  { act: 'submit-rectification', status: 'in-progress', and: `NOT (p.leadKind = 'committee' AND ${ASKED})` },
  { act: 'report-progress', status: 'in-progress', roles: ['branch-clerk'] },
  { act: 'verify-rectification', status: 'submitted' },
  {
    act: 'close-problem',
    status: 'verified',
    and: 'NOT p.standingMeasures',
    roles: ['office-head', 'committee-member'],
  },
  { act: 'begin-standing', status: 'verified', and: 'p.standingMeasures' },
  { act: 'note-standing', status: 'standing', and: '(p.notedHalf IS NULL OR p.notedHalf < :half)' },
];

/** Units whose problems are judged in the same way, and their condition. */
const LEADS = [
  ['branch', `p.leadKind IN ('branch', 'department')`],
  ['office', `p.leadKind = 'office'`],
  ['committee', `p.leadKind = 'committee'`],
] as const;

const LED_BY = 'p.leadCode = ANY (CAST(:units AS text[]))';

/** Whose problems a role acts on: those its unit leads; a member of the committee on those told to its branches, or passed on to them. */
export const SCOPES: Readonly<Partial<Record<Role, string>>> = {
  'branch-secretary': `p.leadKind = 'branch' AND ${LED_BY}`,
  'branch-clerk': `p.leadKind = 'branch' AND ${LED_BY}`,
  department: `p.leadKind = 'department' AND ${LED_BY}`,
  'committee-member': `(COALESCE(p.heir, p.branch) = ANY (CAST(:units AS text[])) OR p.leadKind IN ('office', 'committee'))`,
};

const waitsFor = ({ act, roles }: Step, role: Role, lead: LeadKind): boolean => {
  if (act === 'approve-problem-list') return ACTS[act].by.some((each) => each === role);
  if (!rolesFor(act, lead).includes(role)) return false;
  // Who drafts for the committee or the office has it in the queue of the step itself.
  if (closedAbove({ kind: lead })) return act !== 'report-progress';
  return roles === undefined || roles.includes(role);
};

const onlyChair = (and: string | undefined, role: Role): boolean => and === SECOND && role !== 'chair';

const ownerIn = ({ status, owedBy }: Step, lead: LeadKind): Owner =>
  closedAbove({ kind: lead }) && owedBy !== undefined ? 'chair' : (owedBy ?? ownerOf(status, lead));

/** What may wait for a role; no problem is in two of them. Whatever the lead, what the same party owes is one step. */
export const waitingSteps = (role: Role): readonly WaitingStep[] =>
  STEPS.flatMap((step, n) => {
    const leads = LEADS.filter(([lead]) => waitsFor(step, role, lead) && !onlyChair(step.and, role));
    const owners = [...new Set(leads.map(([lead]) => ownerIn(step, lead)))];
    return owners.map((owedBy) => {
      const { act, status, and } = step;
      const led = leads.filter(([lead]) => ownerIn(step, lead) === owedBy).map(([, condition]) => condition);
      const all = [`p.status = '${status}'`, `(${led.join(' OR ')})`, ...(and === undefined ? [] : [and])];
      return { name: `${String(n)}/${owedBy}`, act, status, owedBy, condition: all.join(' AND ') };
    });
  });
