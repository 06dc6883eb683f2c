import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import type { Grade, ReportEvent } from '../events.js';
import type { ReportKey } from './guards.js';
import { enrolmentOf, refuseBefore } from './guards.js';
import type { ReportState } from './report.js';
import type { ReviewState } from './review.js';

export interface GradeDecision extends ReportKey {
  readonly grade: Grade;
  readonly meetingOn: LocalDate;
  readonly minutesNumber: string;
  readonly opinion: string;
  readonly sourcesConsidered: readonly string[];
}

/** Decided by the committee after the review's meeting, from whatever it considered; no tally sets it. Once. */
export const decideGrade: Decide<GradeDecision, ReportState, ReportEvent, ReviewState> = (
  decision,
  state,
  context,
  { adjournedOn, ...review },
) => {
  const { year, branch, grade, meetingOn, minutesNumber, opinion, sourcesConsidered } = decision;
  enrolmentOf(review, decision);
  if (state.gradeDecided) throw new DomainError('grade-already-decided', { branch, year });
  if (adjournedOn === undefined) throw new DomainError('meeting-not-adjourned', { year });
  if (meetingOn < adjournedOn)
    throw new DomainError('grade-before-meeting', { on: adjournedOn }, 'meetingOn', 'invalid');
  if (meetingOn > context.occurredOn)
    throw new DomainError('grade-entered-before-decided', { meetingOn }, 'meetingOn', 'invalid');
  refuseBefore(state.lastStepOn, context);
  const sources = { sourcesConsidered: sourcesConsidered.map(freeText) };
  const data = { year, branch, grade, meetingOn, minutesNumber, opinion: freeText(opinion), ...sources };
  return [{ type: 'GradeDecided', data }];
};

/** When the branch was told: once, and from then on it may read its grade. */
export const feedBackGrade: Decide<ReportKey, ReportState, ReportEvent> = ({ year, branch }, state, context) => {
  if (!state.gradeDecided) throw new DomainError('grade-not-decided', { branch, year });
  if (state.gradeFedBack) throw new DomainError('grade-already-fed-back', { branch, year });
  refuseBefore(state.lastStepOn, context);
  return [{ type: 'GradeFedBack', data: { year, branch, on: context.occurredOn } }];
};
