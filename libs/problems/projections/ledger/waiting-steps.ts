import { ACTS } from '#access/acts.js';
import type { Role } from '#access/roles.js';
import type { ProblemAct, ProblemStatus, Owner } from '../../published/states.js';
import { STATUS_TABLE } from '../../published/states.js';

/** A step that waits for somebody: the problems in a status, and what more must hold of their columns. */
export interface WaitingStep {
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
    and: `${ASKED} AND p.extensionsGranted > 0`,
    roles: ['chair'],
    owedBy: 'chair',
  },
  { act: 'submit-rectification', status: 'in-progress' },
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

/** What may wait for a role; no problem is in two of them. */
export const waitingSteps = (role: Role): readonly WaitingStep[] =>
  STEPS.filter(({ act, roles = ACTS[act].by }) => roles.includes(role)).map(({ act, status, and, owedBy }) => ({
    act,
    status,
    owedBy: owedBy ?? STATUS_TABLE[status].owedBy,
    condition: `p.status = '${status}'${and === undefined ? '' : ` AND ${and}`}`,
  }));
