import { keepApart } from '#access/duties.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { PolicyState } from '#policy/published/policy.js';
import { policyOn } from '#policy/published/policy.js';
import type { LocalDate } from '#time/local-date.js';
import { dayThatCounts } from '#time/step-order.js';
import type { OnProblem, ProblemRead } from './on-problem.js';
import { onProblem } from './on-problem.js';
import type { ExtensionRequest, Problem } from './problem.js';

export interface RequestExtension extends OnProblem {
  readonly dueOn: LocalDate;
  readonly reason: string;
}

export interface OnExtension extends OnProblem {
  readonly extension: number;
}

export interface RefuseExtension extends OnExtension {
  readonly reason: string;
}

export interface ExtensionRead extends ProblemRead {
  readonly policy: PolicyState;
}

/** Asked for on the due date at the latest, for a later date; one request at a time. */
export const requestExtension = onProblem(
  'request-extension',
  ({ dueOn, reason }: RequestExtension, problem, context, { policy }: ExtensionRead) => {
    const { dueOn: current } = problem.deadlines;
    if (problem.openExtension !== undefined)
      throw new DomainError('extension-already-requested', { extension: problem.openExtension.extension });
    if (current === undefined) throw new DomainError('no-date-to-extend');
    const { occurredOn, today, basis } = context;
    const graceDays = policyOn(policy, today).values.lateEntryGraceDays;
    const asked = dayThatCounts({ occurredOn, recordedOn: today, onPaper: basis !== undefined }, graceDays);
    if (asked > current) throw new DomainError('extension-asked-too-late', { dueOn: current, asked }, 'occurredOn');
    if (dueOn <= current) throw new DomainError('extension-not-later', { dueOn: current }, 'dueOn', 'invalid');
    return { problem: problem.id, extension: problem.extensions + 1, dueOn, reason: freeText(reason) };
  },
);

const openRequest = (problem: Problem, extension: number): ExtensionRequest => {
  if (extension < 1 || extension > problem.extensions)
    throw new DomainError('extension-not-found', { extension }, 'extension', 'not-found');
  const open = problem.openExtension;
  if (open?.extension !== extension) throw new DomainError('extension-already-answered', { extension });
  return open;
};

/** Somebody else answers than who asked; once an extension was granted, only the chair. */
const answered = (problem: Problem, extension: number, context: CommandContext): ExtensionRequest => {
  const request = openRequest(problem, extension);
  keepApart(request.by, context, 'asker-may-not-answer-extension');
  if (problem.extensionsGranted > 0 && context.role !== 'chair')
    throw new DomainError('second-extension-by-chair', {}, undefined, 'forbidden');
  return request;
};

/** The former date stays in the event. */
export const grantExtension = onProblem('grant-extension', ({ extension }: OnExtension, problem, context) => {
  const { dueOn } = answered(problem, extension, context);
  const { dueOn: formerDueOn } = problem.deadlines;
  if (formerDueOn === undefined) throw new DomainError('no-date-to-extend');
  return { problem: problem.id, extension, dueOn, formerDueOn };
});

export const refuseExtension = onProblem(
  'refuse-extension',
  ({ extension, reason }: RefuseExtension, problem, context) => {
    answered(problem, extension, context);
    return { problem: problem.id, extension, reason: freeText(reason) };
  },
);
