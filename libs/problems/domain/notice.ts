import type { Aggregate, CommandContext, Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { NoticeEvent } from '../events.js';
import type { Dispatch, DispatchRead } from './dispatch.js';
import { dispatch, isSame, usualPlanDay } from './dispatch.js';
import type { LevelRead } from './level.js';
import type { ProblemRead } from './on-problem.js';
import { opened } from './opening.js';
import { passedOn } from './passed-on.js';
import type { ProblemState } from './problem.js';

export interface Notice {
  readonly unit: LeadUnit;
  readonly planDueOn: LocalDate;
  readonly problems: readonly string[];
}

/** `undefined`: no notice was issued under the number. */
export type NoticeState = Notice | undefined;

export const notice: Aggregate<NoticeState, NoticeEvent> = {
  category: 'notice',
  initial: undefined,
  evolve: (_, { data: { unit, planDueOn, problems } }) => ({ unit, planDueOn, problems }),
  tags: () => ({}),
};

export interface IssueNotice {
  readonly noticeNumber: string;
  readonly unit: LeadUnit;
  /** Unless told, the policy's working days for the acknowledgement and the plan. */
  readonly planDueOn?: LocalDate;
  readonly problems: readonly string[];
}

/** One of the problems, as the streams have it. */
export interface ToDispatch extends ProblemRead, LevelRead {
  readonly state: ProblemState;
}

export interface NoticeRead extends Omit<DispatchRead, 'opening' | 'toldAs'> {
  readonly problems: ReadonlyMap<string, ToDispatch>;
}

/** The dispatch of one of its problems: what a notice says of each. */
export const dispatchUnder = ({ unit, planDueOn }: Notice, noticeNumber: string, problem: string): Dispatch => ({
  problem,
  noticeNumber,
  lead: unit,
  planDueOn,
});

const refuseOtherLead = (
  { state, opening, passings = [] }: ToDispatch,
  unit: LeadUnit,
  problem: string,
  day: LocalDate,
): void => {
  const told = state ?? opened(opening ?? {})?.problem;
  // Whoever contested it is no longer asked: it may go to any unit.
  if (told === undefined || told.contestedBy !== undefined) return;
  const found = passedOn(told, passings, day);
  if (!isSame(found.lead, unit)) throw new DomainError('problem-of-other-unit', { problem, unit: found.lead.code });
};

/** Every dispatch that will follow is decided now, on the same streams: what one of them refuses, the notice does. */
const refuseUndispatchable = (
  command: IssueNotice,
  issued: Notice,
  context: CommandContext,
  { problems, ...read }: NoticeRead,
): void => {
  command.problems.forEach((problem, index) => {
    const path = `problems[${String(index)}]`;
    if (command.problems.indexOf(problem) !== index)
      throw new DomainError('problem-repeated', { problem }, path, 'invalid');
    const each = problems.get(problem) ?? { state: undefined };
    try {
      dispatch(dispatchUnder(issued, command.noticeNumber, problem), each.state, context, { ...read, ...each });
      refuseOtherLead(each, command.unit, problem, context.occurredOn);
    } catch (error) {
      if (!(error instanceof DomainError) || error.path !== undefined) throw error;
      throw new DomainError(error.code, error.params, path, error.kind === 'not-found' ? 'invalid' : error.kind);
    }
  });
};

/**
 * 整改通知 to one unit about several problems: the one fact, checked whole; each dispatch follows from it in its
 * problem's own stream. Under a number once issued, problems of that very notice may be sent out again; nothing else.
 */
export const issueNotice: Decide<IssueNotice, NoticeState, NoticeEvent, NoticeRead> = (
  command,
  state,
  context,
  read,
) => {
  const { noticeNumber, problems } = command;
  const unit = { kind: command.unit.kind, code: command.unit.code };
  if (state !== undefined && !isSame(state.unit, unit))
    throw new DomainError('notice-of-other-unit', { noticeNumber, unit: state.unit.code }, 'noticeNumber');
  if (state !== undefined && problems.some((problem) => !state.problems.includes(problem)))
    throw new DomainError('notice-already-issued', { noticeNumber }, 'noticeNumber');
  const planDueOn = command.planDueOn ?? usualPlanDay(context.occurredOn, read);
  const issued = { unit, planDueOn, problems };
  refuseUndispatchable(command, issued, context, read);
  if (state !== undefined) return [];
  return [{ type: 'NoticeIssued', data: { noticeNumber, unit, planDueOn, problems: [...problems] } }];
};
