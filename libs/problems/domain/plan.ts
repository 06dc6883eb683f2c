import { rolesFor } from '#access/acts.js';
import { keepApart } from '#access/duties.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { Measure, MeasureKind } from '../events.js';
import type { GivenEvidence } from '../published/given-evidence.js';
import { evidenceOf } from '../published/given-evidence.js';
import { concerns } from '../published/unit-scope.js';
import { refuseHidden, type LevelRead } from './level.js';
import type { OnProblem, ProblemRead } from './on-problem.js';
import { onProblem } from './on-problem.js';
import type { EventOf } from './on-problem.js';
import type { Problem } from './problem.js';

export const MAX_MEASURES = 30;

export interface PlannedMeasure {
  readonly words: string;
  readonly kind: MeasureKind;
  /** The problem's lead unit unless told. */
  readonly leadUnit?: LeadUnit;
  readonly supportingUnits?: readonly LeadUnit[];
  readonly responsiblePost: string;
  readonly dueOn?: LocalDate;
  readonly expectedResult: string;
}

export interface SubmitPlan extends OnProblem {
  readonly cause: string;
  readonly adoptedBy: string;
  readonly adoptedOn: LocalDate;
  readonly measures: readonly PlannedMeasure[];
}

export interface WithReason extends OnProblem {
  readonly reason: string;
}

export interface Progress extends OnProblem {
  readonly measure: number;
  readonly words: string;
  readonly done: boolean;
  readonly evidence?: readonly GivenEvidence[];
}

const unitOf = ({ kind, code }: LeadUnit): LeadUnit => ({ kind, code });

const numbered = (planned: PlannedMeasure, index: number, lead: LeadUnit): Measure => {
  const { kind, dueOn } = planned;
  const path = `measures[${String(index)}].dueOn`;
  if (kind === 'standing' && dueOn !== undefined)
    throw new DomainError('standing-measure-has-no-date', {}, path, 'invalid');
  if (kind !== 'standing' && dueOn === undefined) throw new DomainError('measure-date-missing', {}, path, 'invalid');
  return {
    measure: index + 1,
    words: freeText(planned.words),
    kind,
    leadUnit: unitOf(planned.leadUnit ?? lead),
    supportingUnits: (planned.supportingUnits ?? []).map(unitOf),
    responsiblePost: planned.responsiblePost,
    ...(dueOn === undefined ? {} : { dueOn }),
    expectedResult: freeText(planned.expectedResult),
  };
};

/** Numbered from 1 in the order given. */
export const numberedMeasures = (planned: readonly PlannedMeasure[], lead: LeadUnit): readonly Measure[] => {
  if (planned.length === 0 || planned.length > MAX_MEASURES)
    throw new DomainError('measures-out-of-range', { max: MAX_MEASURES }, 'measures', 'invalid');
  return planned.map((measure, index) => numbered(measure, index, lead));
};

export const unitsOf = (measures: readonly Measure[]): readonly LeadUnit[] =>
  measures.flatMap(({ leadUnit, supportingUnits }) => [leadUnit, ...supportingUnits]);

export type PlanRead = ProblemRead & LevelRead;

/** Handed in again, the plan takes the place of the returned one. */
export const submitPlan = onProblem('submit-plan', (command: SubmitPlan, problem, { occurredOn }, read: PlanRead) => {
  const { id, lead } = problem;
  const { cause, adoptedBy, adoptedOn, measures: planned } = command;
  if (adoptedOn > occurredOn) throw new DomainError('plan-not-yet-adopted', { adoptedOn }, 'adoptedOn', 'invalid');
  const measures = numberedMeasures(planned, lead);
  refuseHidden(problem, unitsOf(measures), read, 'measures');
  const dueOn = measures
    .flatMap((measure) => measure.dueOn ?? [])
    .sort()
    .at(-1);
  return {
    problem: id,
    cause: freeText(cause),
    adoptedBy,
    adoptedOn,
    measures,
    ...(dueOn === undefined ? {} : { dueOn }),
  };
});

const BY_PLANNER = 'planner-may-not-decide';

export const approvePlan = onProblem('approve-plan', (_: OnProblem, { id, plannedBy }, context) => {
  keepApart(plannedBy, context, BY_PLANNER);
  return { problem: id };
});

export const returnPlan = onProblem('return-plan', ({ reason }: WithReason, { id, plannedBy }, context) => {
  keepApart(plannedBy, context, BY_PLANNER);
  return { problem: id, reason: freeText(reason) };
});

/** A measure may be led by another unit than the problem; it reports on that measure. */
const leadOfMeasure = (
  { measure }: Progress,
  { branch, lead, measures }: Problem,
  context: CommandContext,
): LeadUnit => {
  const planned = measures.find((each) => each.measure === measure)?.leadUnit ?? lead;
  const roles: readonly string[] = rolesFor('report-progress', planned.kind);
  return roles.includes(context.role) && concerns({ branch, lead: planned }, context) ? planned : lead;
};

const progressed = (command: Progress, { id, measures }: Problem): EventOf<'report-progress'>['data'] => {
  const { measure, words, done, evidence } = command;
  if (!measures.some((planned) => planned.measure === measure))
    throw new DomainError('measure-not-found', { measure }, 'measure', 'not-found');
  return { problem: id, measure, words: freeText(words), done, evidence: evidenceOf(evidence) };
};

/** Changes no state, so it may tell of a day before the last step. */
export const reportProgress = onProblem('report-progress', progressed, leadOfMeasure);
