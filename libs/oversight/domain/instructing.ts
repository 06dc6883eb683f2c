import { keepApart } from '#access/duties.js';
import { levelGiven, narrowest } from '#access/levels.js';
import type { CommandContext, Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { GivenEvidence } from '#problems/published/given-evidence.js';
import { evidenceOf } from '#problems/published/given-evidence.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import { notBeforeLastStep } from '#time/step-order.js';
import type { OversightEvent, Subject } from '../events.js';
import type { InstructionStatus } from '../published/states.js';
import { answersFor } from '../published/addressee.js';
import type { Instruction, Oversight } from './oversight.js';
import type { OnSubject, SubjectRead } from './subject.js';
import { answeringUnit, concernedUnit, knownTo, leadOf, refuseHidden, subjectOf } from './subject.js';

export interface GiveInstruction extends OnSubject {
  readonly words: string;
  /** Whoever works on it unless told; the office may always be told to answer. */
  readonly addressee?: LeadUnit;
  readonly dueOn?: LocalDate;
}

export interface OnInstruction extends OnSubject {
  readonly instruction: number;
}

export interface AnswerInstruction extends OnInstruction {
  readonly words: string;
  readonly evidence?: readonly GivenEvidence[];
}

export interface ReturnAnswer extends OnInstruction {
  readonly reason: string;
}

export interface ConcludeInstruction extends OnInstruction {
  readonly words?: string;
}

const addresseeOf = (lead: LeadUnit | undefined, given: LeadUnit | undefined): LeadUnit => {
  const addressee = given ?? lead;
  if (addressee === undefined || addressee.kind === 'committee')
    throw new DomainError('instruction-addressee-missing', {}, 'addressee', 'invalid');
  return addressee;
};

/** On a problem or a branch; the answer is owed by one unit. */
export const giveInstruction: Decide<GiveInstruction, Oversight, OversightEvent, SubjectRead> = (
  command,
  { instructed },
  context,
  read,
) => {
  const { words, dueOn } = command;
  const known = knownTo(command, context, read);
  const subject = subjectOf(command.subject);
  if (subject.kind === 'goal' || subject.kind === 'requirement')
    throw new DomainError('instruction-on-problem-or-branch', {}, 'subject', 'invalid');
  if (dueOn !== undefined && dueOn < context.occurredOn)
    throw new DomainError('answer-due-before-instruction', { dueOn }, 'dueOn', 'invalid');
  const addressee = addresseeOf(leadOf(known, context), command.addressee);
  const { kind, code } = addressee.kind === 'office' ? addressee : concernedUnit(known, addressee, 'addressee');
  refuseHidden(command, narrowest([levelGiven(context), known.level ?? levelGiven(context)]), addressee, 'addressee');
  return [
    {
      type: 'InstructionGiven',
      data: {
        subject,
        instruction: instructed + 1,
        words: freeText(words),
        addressee: { kind, code },
        ...(dueOn === undefined ? {} : { dueOn }),
      },
    },
  ];
};

type Step = (instruction: Instruction, subject: Subject, number: number) => OversightEvent;

/** One step on an instruction that concerns the actor; else there is none. */
const onInstruction = (
  command: OnInstruction,
  state: Oversight,
  context: CommandContext,
  { from, isOf }: { readonly from: InstructionStatus; readonly isOf: (instruction: Instruction) => boolean },
  step: Step,
): readonly OversightEvent[] => {
  const { instruction: number } = command;
  const instruction = state.instructions.get(number);
  if (instruction === undefined || state.subject === undefined || !isOf(instruction))
    throw new DomainError('instruction-not-found', { instruction: number }, undefined, 'not-found');
  if (instruction.status !== from)
    throw new DomainError('instruction-not-in-status', { status: instruction.status, needed: from });
  notBeforeLastStep(instruction.lastStepOn, context);
  return [step(instruction, state.subject, number)];
};

/** By the unit that was told to, or that took its place. */
export const answerInstruction: Decide<AnswerInstruction, Oversight, OversightEvent, SubjectRead> = (
  command,
  state,
  context,
  { known },
) => {
  const isOf = ({ addressee }: Instruction): boolean =>
    answersFor(context, known === undefined ? addressee : answeringUnit(addressee, known, context.occurredOn));
  const { words, evidence = [] } = command;
  return onInstruction(command, state, context, { from: 'given', isOf }, ({ answers }, subject, instruction) => ({
    type: 'InstructionAnswered',
    data: {
      subject,
      instruction,
      answer: answers + 1,
      words: freeText(words),
      ...(evidence.length === 0 ? {} : { evidence: evidenceOf(evidence) }),
    },
  }));
};

/** A leader reads what somebody else answered. */
const reading = (
  command: OnInstruction,
  state: Oversight,
  context: CommandContext,
  read: SubjectRead,
  step: Step,
): readonly OversightEvent[] => {
  knownTo(command, context, read);
  return onInstruction(command, state, context, { from: 'answered', isOf: () => true }, (instruction, ...rest) => {
    keepApart(instruction.answeredBy, context, 'answerer-may-not-judge');
    return step(instruction, ...rest);
  });
};

export const returnAnswer: Decide<ReturnAnswer, Oversight, OversightEvent, SubjectRead> = (
  command,
  state,
  context,
  read,
) =>
  reading(command, state, context, read, ({ answers }, subject, instruction) => ({
    type: 'InstructionAnswerReturned',
    data: { subject, instruction, answer: answers, reason: freeText(command.reason) },
  }));

export const concludeInstruction: Decide<ConcludeInstruction, Oversight, OversightEvent, SubjectRead> = (
  command,
  state,
  context,
  read,
) =>
  reading(command, state, context, read, (_, subject, instruction) => ({
    type: 'InstructionConcluded',
    data: { subject, instruction, ...(command.words === undefined ? {} : { words: freeText(command.words) }) },
  }));
