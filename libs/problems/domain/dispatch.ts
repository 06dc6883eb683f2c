import { keepApart } from '#access/duties.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { PolicyState } from '#policy/published/policy.js';
import { policyOn } from '#policy/published/policy.js';
import type { CalendarState } from '#policy/published/work-calendar.js';
import { WorkCalendar } from '#policy/published/working-days.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import { refuseHidden, type LevelRead } from './level.js';
import type { OnProblem, ProblemRead } from './on-problem.js';
import { onProblem } from './on-problem.js';

export interface Dispatch extends OnProblem {
  readonly noticeNumber: string;
  /** The lead named so far unless told. */
  readonly lead?: LeadUnit;
  /** Unless told, the policy's working days for the acknowledgement and the plan. */
  readonly planDueOn?: LocalDate;
}

export interface DispatchRead extends ProblemRead, LevelRead {
  readonly policy: PolicyState;
  readonly calendar: CalendarState;
  /** The unit to which a notice went under the same number; absent where there was none. */
  readonly notified?: LeadUnit;
  /** Of the lead that the notice names. */
  readonly leadEndedOn?: LocalDate | undefined;
}

export const isSame = (one: LeadUnit, other: LeadUnit): boolean => one.kind === other.kind && one.code === other.code;

export const usualPlanDay = (
  day: LocalDate,
  { policy, calendar }: Pick<DispatchRead, 'policy' | 'calendar'>,
): LocalDate => {
  const { acknowledgeDays, planDays } = policyOn(policy, day).values;
  return new WorkCalendar(calendar.years.values()).addWorkingDays(day, acknowledgeDays + planDays);
};

/** What is owed by a branch that ended is owed by its successor, which is to be named. */
export const refuseEndedLead = ({ code }: LeadUnit, endedOn: LocalDate | undefined): void => {
  if (endedOn !== undefined) throw new DomainError('branch-ended', { code, on: endedOn }, 'lead');
};

export interface Contest extends OnProblem {
  readonly reason: string;
}

/**
 * After a contest somebody else decides, whether to confirm it or to send it to another unit; what the office itself
 * must put right is passed on by the chair only.
 */
export const dispatch = onProblem(
  'dispatch-problem',
  (command: Dispatch, { id, ...problem }, context, read: DispatchRead) => {
    const { noticeNumber, lead = problem.lead, planDueOn = usualPlanDay(context.occurredOn, read) } = command;
    if (planDueOn < context.occurredOn)
      throw new DomainError('due-before-dispatch', { dueOn: planDueOn }, 'planDueOn', 'invalid');
    if (problem.lead.kind === 'office' && lead.kind !== 'office' && context.role !== 'chair')
      throw new DomainError('office-problem-readdressed-by-chair', {}, 'lead', 'forbidden');
    if (read.notified !== undefined && !isSame(read.notified, lead))
      throw new DomainError('notice-of-other-unit', { noticeNumber, unit: read.notified.code }, 'noticeNumber');
    refuseEndedLead(lead, read.leadEndedOn);
    refuseHidden(problem, [lead], read);
    keepApart(problem.contestedBy, context, 'contester-may-not-dispatch');
    const notice = { problem: id, noticeNumber, lead: { kind: lead.kind, code: lead.code }, planDueOn };
    if (problem.contestedBy === undefined) return notice;
    return { ...notice, afterContest: isSame(lead, problem.lead) ? 'confirmed' : 'readdressed' };
  },
);

export const acknowledge = onProblem('acknowledge-dispatch', (_: OnProblem, { id }) => ({ problem: id }));

export const contest = onProblem('contest-dispatch', ({ reason }: Contest, { id }) => ({
  problem: id,
  reason: freeText(reason),
}));
