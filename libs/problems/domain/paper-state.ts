import type { CommandContext } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { LocalDate } from '#time/local-date.js';
import type { ProblemStatus } from '../published/states.js';
import { PROBLEM_STATUSES } from '../published/states.js';
import { PAPER_STEPS, STEP_INTO } from '../published/taken-over.js';
import type { TakeOver } from './taking-over.js';

const rank = (status: ProblemStatus): number => PROBLEM_STATUSES.indexOf(status);

/** What is known of a problem from a status on. */
const KNOWN_FROM = {
  listedOn: 'listed',
  listNumber: 'listed',
  dispatchedOn: 'dispatched',
  noticeNumber: 'dispatched',
  planDueOn: 'dispatched',
  acknowledgedOn: 'acknowledged',
  measures: 'planned',
  dueOn: 'planned',
  originalDueOn: 'in-progress',
  extensionsGranted: 'in-progress',
  measuresDone: 'in-progress',
  submittedOn: 'submitted',
  verifiedOn: 'verified',
} as const satisfies Partial<Record<keyof TakeOver, ProblemStatus>>;

/** What makes sense in some statuses only. */
const KNOWN_IN: Partial<Record<keyof TakeOver, readonly ProblemStatus[]>> = {
  returned: ['acknowledged', 'in-progress'],
  notedHalf: ['standing'],
  conclusion: ['closed', 'withdrawn'],
};

/** Without it the next step would have no date, or nothing to decide on. */
const NEEDED: Partial<Record<ProblemStatus, keyof TakeOver>> = {
  dispatched: 'planDueOn',
  acknowledged: 'planDueOn',
  planned: 'measures',
};

const isTold = (command: TakeOver, field: keyof TakeOver): boolean => {
  const value = command[field];
  return value !== undefined && value !== false && (!Array.isArray(value) || value.length > 0);
};

/** The paper tells what its status needs, and nothing that would have come after it. */
export const refuseFields = (command: TakeOver): void => {
  const { status } = command;
  const early = Object.entries(KNOWN_FROM).find(
    ([field, from]) => isTold(command, field as keyof TakeOver) && rank(status) < rank(from),
  );
  const elsewhere = Object.entries(KNOWN_IN).find(
    ([field, statuses]) => isTold(command, field as keyof TakeOver) && !statuses.includes(status),
  );
  const field = early?.[0] ?? elsewhere?.[0];
  if (field !== undefined) throw new DomainError('not-in-status', { field, status }, field, 'invalid');
  const needed = NEEDED[status];
  if (needed !== undefined && !isTold(command, needed))
    throw new DomainError('needed-in-status', { field: needed, status }, needed, 'invalid');
};

interface NamedDay {
  readonly name: string;
  readonly day: LocalDate;
}

/** The days of a life in the order of its steps; those that the paper does not tell are left out. */
const namedDays = (command: TakeOver): readonly NamedDay[] => {
  const steps = PAPER_STEPS.flatMap((name) => {
    const day = command[name];
    return day === undefined ? [] : [{ name, day }];
  });
  return [{ name: 'raisedOn', day: command.raisedOn }, ...steps, { name: 'since', day: command.since }];
};

/** No step before the one before it, none after the entry; the step into the status is on the day of the status. */
export const refuseDays = (command: TakeOver, { occurredOn, today }: CommandContext): void => {
  const days = namedDays(command);
  days.forEach(({ name, day }, index) => {
    const before = days[index - 1];
    if (before !== undefined && day < before.day)
      throw new DomainError('days-out-of-order', { earlier: before.name, day: before.day }, name, 'invalid');
  });
  const { since, status, returned, paper } = command;
  if (since > occurredOn)
    throw new DomainError('after-the-entry', { day: since, entered: occurredOn }, 'since', 'invalid');
  if (paper.date > today)
    throw new DomainError('after-the-entry', { day: paper.date, entered: today }, 'paper.date', 'invalid');
  const step = STEP_INTO[status];
  const day = step === undefined || returned === true ? undefined : command[step];
  if (step !== undefined && day !== undefined && day !== since)
    throw new DomainError('not-the-day-of-the-status', { since, status }, step, 'invalid');
};
