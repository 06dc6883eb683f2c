import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { ItemRef, ReportEvent } from '../events.js';
import type { ReportKey, ReviewWithPassings } from './guards.js';
import { refuseBefore, refuseClosed, refuseForeignUnit } from './guards.js';
import type { ReportState } from './report.js';
import type { ReviewState } from './review.js';

export interface Supply extends ReportKey {
  readonly item: string;
  readonly answer: string;
}

export interface Excuse extends ReportKey {
  readonly item: string;
  readonly reason: string;
}

const missingItem = ({ missing }: ReportState, id: string): ItemRef => {
  const item = missing.find((ref) => ref.id === id);
  if (item === undefined) throw new DomainError('answer-not-missing', { item: id });
  return item;
};

/** Until the review is closed, by the secretary of that branch. */
export const supplyAnswer: Decide<Supply, ReportState, ReportEvent, ReviewWithPassings> = (
  supply,
  state,
  context,
  review,
) => {
  const { year, branch, answer } = supply;
  refuseForeignUnit(supply, context, review);
  refuseClosed(review, year);
  const item = missingItem(state, supply.item);
  refuseBefore(state.deliveredOn, context);
  return [{ type: 'MissingAnswerSupplied', data: { year, branch, item, answer: freeText(answer) } }];
};

export const excuseAnswer: Decide<Excuse, ReportState, ReportEvent, ReviewState> = (excuse, state, context, review) => {
  const { year, branch, reason } = excuse;
  refuseClosed(review, year);
  const item = missingItem(state, excuse.item);
  refuseBefore(state.deliveredOn, context);
  return [{ type: 'MissingAnswerExcused', data: { year, branch, item, reason: freeText(reason) } }];
};
