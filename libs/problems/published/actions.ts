import { rolesFor } from '#access/acts.js';
import { isLimited, type Level } from '#access/levels.js';
import type { Grant, Role } from '#access/roles.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import { halfYearOf } from './half-year.js';
import type { ProblemAct, ProblemStatus } from './states.js';
import { actRow, PROBLEM_ACT_NAMES } from './states.js';
import { closedAbove, concerns } from './unit-scope.js';

/** What the separation of duties, and the rules beside the state table, know of one problem. Persons by id. */
export interface ActionFacts {
  readonly status: ProblemStatus;
  readonly branch: string;
  /** Answers in its place, where it has ended. */
  readonly heir?: string | null;
  readonly lead: LeadUnit;
  readonly level: Level;
  /** Codes of the units that lead or support. */
  readonly unitsInvolved: readonly string[];
  /** Who leads the measures of its plan. */
  readonly measureLeads: readonly LeadUnit[];
  readonly hasStandingMeasures: boolean;
  readonly dueOn: LocalDate | null;
  readonly extensionOpen: boolean;
  readonly extensionsGranted: number;
  readonly notedHalves: readonly string[];
  readonly contestedBy?: string | null;
  readonly plannedBy?: string | null;
  readonly extensionAskedBy?: string | null;
  readonly submittedBy?: string | null;
  readonly verifiedBy?: string | null;
}

export interface ActionViewer {
  readonly person: string;
  readonly affiliation?: string;
  /** Those in force. */
  readonly grants: readonly Pick<Grant, 'role' | 'unit'>[];
  readonly today: LocalDate;
}

export interface PossibleAction {
  readonly act: ProblemAct;
  readonly allowed: boolean;
  /** Code of the refusal that the act would meet. */
  readonly reason?: string;
}

type Rule = (facts: ActionFacts, viewer: ActionViewer, roles: readonly Role[]) => string | undefined;

const notBy =
  (who: 'contestedBy' | 'plannedBy' | 'extensionAskedBy' | 'submittedBy' | 'verifiedBy', code: string): Rule =>
  (facts, { person }) =>
    facts[who] === person ? code : undefined;

const notInvolved: Rule = ({ unitsInvolved }, { affiliation }) =>
  affiliation !== undefined && unitsInvolved.includes(affiliation) ? 'recused' : undefined;

const planner = notBy('plannedBy', 'planner-may-not-decide');
const asker = notBy('extensionAskedBy', 'asker-may-not-answer-extension');
const settling = [notBy('submittedBy', 'submitter-may-not-close'), notBy('verifiedBy', 'verifier-may-not-close')];
const judging = [notInvolved, notBy('submittedBy', 'submitter-may-not-verify')];

const secondByChair: Rule = ({ extensionsGranted }, _, roles) =>
  extensionsGranted > 0 && !roles.includes('chair') ? 'second-extension-by-chair' : undefined;

const rightCloser: Rule = ({ status, lead }, _, roles) => {
  if (status === 'standing') return roles.includes('chair') ? undefined : 'standing-closed-by-chair';
  return closedAbove(lead) || roles.some((role) => role !== 'chair') ? undefined : 'chair-closes-standing-only';
};

const readable: Rule = ({ lead, level }) =>
  isLimited({ level }) && !closedAbove(lead) ? 'level-hides-task' : undefined;

/** The refusals beside the state table; the first that applies is told. */
const RULES: Readonly<Partial<Record<ProblemAct, readonly Rule[]>>> = {
  'dispatch-problem': [readable, notBy('contestedBy', 'contester-may-not-dispatch')],
  'approve-plan': [planner],
  'return-plan': [planner],
  'request-extension': [
    ({ extensionOpen }) => (extensionOpen ? 'extension-already-requested' : undefined),
    ({ dueOn }) => (dueOn === null ? 'no-date-to-extend' : undefined),
  ],
  'grant-extension': [asker, secondByChair],
  'refuse-extension': [asker, secondByChair],
  'verify-rectification': judging,
  'return-rectification': judging,
  'close-problem': [
    rightCloser,
    ({ status, hasStandingMeasures }) =>
      status === 'verified' && hasStandingMeasures ? 'problem-has-standing-measures' : undefined,
    ...settling,
  ],
  'refuse-closing': settling,
  'begin-standing': [
    ({ hasStandingMeasures }) => (hasStandingMeasures ? undefined : 'no-standing-measures'),
    ...settling,
  ],
  'note-standing': [
    ({ notedHalves }, { today }) => (notedHalves.includes(halfYearOf(today)) ? 'standing-already-noted' : undefined),
  ],
  'reopen-problem': settling,
};

const isFor = (act: ProblemAct, facts: ActionFacts, grant: ActionViewer['grants'][number]): boolean =>
  rolesFor(act, facts.lead.kind).includes(grant.role) && concerns(facts, grant);

const isAtHand = (act: ProblemAct, { status, extensionOpen }: ActionFacts): boolean =>
  actRow(act).from.includes(status) && (extensionOpen || !['grant-extension', 'refuse-extension'].includes(act));

/**
 * What somebody with these roles could do next, and for what cannot be done the reason. Acts of other roles, and on
 * problems that concern other units, are not in it.
 */
export const possibleActions = (facts: ActionFacts, viewer: ActionViewer): readonly PossibleAction[] =>
  PROBLEM_ACT_NAMES.filter((act) => isAtHand(act, facts)).flatMap((act) => {
    const leads = act === 'report-progress' ? [facts.lead, ...facts.measureLeads] : [facts.lead];
    const roles = viewer.grants
      .filter((grant) => leads.some((lead) => isFor(act, { ...facts, lead }, grant)))
      .map(({ role }) => role);
    if (roles.length === 0) return [];
    const reason = RULES[act]?.map((rule) => rule(facts, viewer, roles)).find((code) => code !== undefined);
    return [reason === undefined ? { act, allowed: true } : { act, allowed: false, reason }];
  });
