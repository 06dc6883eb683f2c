import type { CommandContext, Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { ReportEvent } from '../events.js';
import type { ReportKey, ReviewWithPassings } from './guards.js';
import { enrolmentOf, refuseAfterMeeting, refuseBefore, refuseForeignUnit } from './guards.js';
import type { ReportState } from './report.js';

export interface Submission extends ReportKey {
  readonly body: string;
  readonly answers?: readonly { readonly item: string; readonly answer: string }[];
}

export interface Return extends ReportKey {
  readonly reason: string;
}

const refuseDelivered = (state: ReportState, { year, branch }: ReportKey): void => {
  if (state.deliveredOn !== undefined) throw new DomainError('report-already-delivered', { branch, year });
};

const answersOf = ({ answers = [] }: Submission, { calledFor = [] }: ReportState) =>
  answers.map(({ item: id, answer }, index) => {
    const path = `answers[${String(index)}].item`;
    const item = calledFor.find((called) => called.id === id);
    if (item === undefined) throw new DomainError('answer-not-called-for', { item: id }, path, 'invalid');
    if (answers.findIndex((other) => other.item === id) !== index)
      throw new DomainError('item-repeated', { item: id }, path, 'invalid');
    return { item, answer: freeText(answer) };
  });

/** By the secretary of that branch, with answers to items that were called for; again only after a return. */
export const submit: Decide<Submission, ReportState, ReportEvent, ReviewWithPassings> = (
  submission,
  state,
  context,
  review,
) => {
  const { year, branch, body } = submission;
  refuseForeignUnit(submission, context, review);
  enrolmentOf(review, submission);
  refuseAfterMeeting(review, year, context);
  refuseDelivered(state, submission);
  if (state.status === 'submitted' || state.status === 'accepted')
    throw new DomainError('report-already-submitted', { branch, year });
  refuseBefore(state.lastStepOn, context);
  const answers = answersOf(submission, state);
  return [{ type: 'ReportSubmitted', data: { year, branch, body: freeText(body), answers } }];
};

const refuseUnsubmitted = (key: ReportKey, state: ReportState, context: CommandContext): void => {
  refuseDelivered(state, key);
  if (state.status !== 'submitted') throw new DomainError('report-not-submitted', { ...key });
  refuseBefore(state.lastStepOn, context);
};

export const returnReport: Decide<Return, ReportState, ReportEvent> = ({ year, branch, reason }, state, context) => {
  refuseUnsubmitted({ year, branch }, state, context);
  return [{ type: 'ReportReturned', data: { year, branch, reason: freeText(reason) } }];
};

export const acceptReport: Decide<ReportKey, ReportState, ReportEvent> = ({ year, branch }, state, context) => {
  refuseUnsubmitted({ year, branch }, state, context);
  return [{ type: 'ReportAccepted', data: { year, branch } }];
};
