import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import type { ReportEvent } from '../events.js';
import type { ReportKey } from './guards.js';
import { enrolmentOf, refuseAfterMeeting, refuseBefore } from './guards.js';
import type { ReportState } from './report.js';
import type { ReviewState } from './review.js';

export interface Delivery extends ReportKey {
  readonly deliveredBy: string;
  readonly acting?: boolean;
}

export interface Question extends ReportKey {
  readonly words: string;
}

export interface QuestionAnswer extends Question {
  readonly question: number;
}

/** @returns the day of delivery. */
export const refuseUndelivered = ({ deliveredOn }: ReportState, { year, branch }: ReportKey): LocalDate => {
  if (deliveredOn === undefined) throw new DomainError('report-not-delivered', { branch, year });
  return deliveredOn;
};

/**
 * In the mode enrolled. A written report must lie there; one given on site may be heard without its text. Items called
 * for and not answered do not stop it: they are minuted as 未回应.
 */
export const recordDelivery: Decide<Delivery, ReportState, ReportEvent, ReviewState> = (
  delivery,
  state,
  context,
  review,
) => {
  const { year, branch, deliveredBy, acting = false } = delivery;
  const { mode } = enrolmentOf(review, delivery);
  refuseAfterMeeting(review, year, context);
  if (state.deliveredOn !== undefined) throw new DomainError('report-already-delivered', { branch, year });
  if (mode === 'written' && state.status !== 'submitted' && state.status !== 'accepted')
    throw new DomainError('written-report-not-submitted', { branch, year });
  refuseBefore(state.lastStepOn, context);
  const unanswered = (state.calledFor ?? []).filter(({ id }) => !state.answered.has(id));
  return [{ type: 'ReportDelivered', data: { year, branch, mode, deliveredBy, acting, unanswered } }];
};

/** Numbered from 1 within the report. */
export const askQuestion: Decide<Question, ReportState, ReportEvent, ReviewState> = (
  asking,
  state,
  context,
  review,
) => {
  const { year, branch, words } = asking;
  refuseAfterMeeting(review, year, context);
  refuseBefore(refuseUndelivered(state, asking), context);
  const question = state.questions + 1;
  return [{ type: 'QuestionAsked', data: { year, branch, question, words: freeText(words) } }];
};

export const answerQuestion: Decide<QuestionAnswer, ReportState, ReportEvent, ReviewState> = (
  answering,
  state,
  context,
  review,
) => {
  const { year, branch, question, words } = answering;
  refuseAfterMeeting(review, year, context);
  if (question < 1 || question > state.questions)
    throw new DomainError('question-not-found', { question }, undefined, 'not-found');
  if (state.questionsAnswered.has(question)) throw new DomainError('question-already-answered', { question });
  refuseBefore(state.deliveredOn, context);
  return [{ type: 'QuestionAnswered', data: { year, branch, question, words: freeText(words) } }];
};
