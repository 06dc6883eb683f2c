import { keepApart } from '#access/duties.js';
import type { Passing } from '#branches/published/succession.js';
import { answering } from '#branches/published/succession.js';
import type { CommandContext, Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { GivenEvidence } from '#problems/published/given-evidence.js';
import { evidenceOf } from '#problems/published/given-evidence.js';
import { notBeforeLastStep } from '#time/step-order.js';
import type { RequirementEvent } from '../events.js';
import { REQUIREMENT_ACTS } from '../published/states.js';
import type { RequirementAct, RequirementStatus } from '../published/states.js';
import type { IssuedRequirement, Requirement, RequirementState } from './requirement.js';
import { born } from './requirement.js';

/** What every command on a requirement names. */
export interface OnRequirement {
  readonly requirement: string;
  /** A unit that has ended and whose part passed on to the actor's own; the own unless said. */
  readonly unit?: string;
}

export interface Implement extends OnRequirement {
  readonly words: string;
  readonly evidence?: readonly GivenEvidence[];
}

export interface Conclude extends OnRequirement {
  readonly finding: string;
}

export interface RequirementRead {
  /** Of a requirement whose own stream does not exist yet. */
  readonly issued?: IssuedRequirement;
  /** How the part of the unit that is named passed on. */
  readonly passings?: readonly Passing[];
}

type DecideRequirement<Command> = Decide<Command, RequirementState, RequirementEvent, RequirementRead>;

const notFound = ({ requirement }: OnRequirement): DomainError =>
  new DomainError('requirement-not-found', { requirement }, undefined, 'not-found');

const openingOf = ({ data, source }: IssuedRequirement): RequirementEvent => {
  const { requirement, no, year, units, dueOn } = data;
  const due = dueOn === undefined ? {} : { dueOn };
  return { type: 'RequirementOpened', data: { requirement, no, year, units, ...due, issued: source } };
};

/** Opens the stream when this is the first act on the requirement. */
const onRequirement =
  <Command extends OnRequirement>(
    decide: (
      command: Command,
      requirement: Requirement,
      context: CommandContext,
      passings: readonly Passing[],
    ) => RequirementEvent,
  ): DecideRequirement<Command> =>
  (command, state, context, { issued, passings = [] }) => {
    if (state !== undefined) return [decide(command, state, context, passings)];
    if (issued === undefined) throw notFound(command);
    const { requirement, year, units } = issued.data;
    return [openingOf(issued), decide(command, born(requirement, year, units, issued.on), context, passings)];
  };

const refuseOutOfTable = (act: RequirementAct, status: RequirementStatus): void => {
  const from: readonly RequirementStatus[] = REQUIREMENT_ACTS[act].from;
  if (!from.includes(status)) throw new DomainError('requirement-not-in-status', { status, needed: from.join(', ') });
};

/**
 * The actor's own unit, or one whose part passed on to it, when the requirement binds it and it has come so far; else as
 * if there were none.
 */
const ownUnit = (
  act: RequirementAct,
  command: OnRequirement,
  { units }: Requirement,
  context: CommandContext,
  passings: readonly Passing[],
): string => {
  const { unit = context.unit ?? '' } = command;
  const bound = units.get(unit);
  if (bound === undefined || answering(unit, passings, context.occurredOn) !== context.unit) throw notFound(command);
  refuseOutOfTable(act, bound.status);
  notBeforeLastStep(bound.lastStepOn, context);
  return unit;
};

export const acknowledge = onRequirement((command: OnRequirement, requirement, context, passings) => ({
  type: 'RequirementAcknowledged',
  data: {
    requirement: requirement.id,
    unit: ownUnit('acknowledge-requirement', command, requirement, context, passings),
  },
}));

export const implement = onRequirement((command: Implement, requirement, context, passings) => ({
  type: 'RequirementImplemented',
  data: {
    requirement: requirement.id,
    unit: ownUnit('implement-requirement', command, requirement, context, passings),
    words: freeText(command.words),
    evidence: evidenceOf(command.evidence),
  },
}));

/** Once for all units, when each of them has implemented it, and by nobody who reported for one of them. */
export const conclude = onRequirement(({ finding }: Conclude, requirement, context) => {
  const bound = [...requirement.units];
  if (bound.some(([, { status }]) => status === 'concluded')) throw new DomainError('requirement-concluded');
  const waiting = bound.filter(([, { status }]) => status !== 'implemented').map(([unit]) => unit);
  if (waiting.length > 0) throw new DomainError('requirement-not-implemented', { units: waiting.join(', ') });
  for (const [, { implementedBy, lastStepOn }] of bound) {
    notBeforeLastStep(lastStepOn, context);
    keepApart(implementedBy, context, 'implementer-may-not-conclude');
  }
  return { type: 'RequirementConcluded', data: { requirement: requirement.id, finding: freeText(finding) } };
});
