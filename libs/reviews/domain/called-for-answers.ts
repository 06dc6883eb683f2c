import { isLimited, type Level } from '#access/levels.js';
import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { ItemRef, ReportEvent } from '../events.js';
import { isProblem, parseItem } from '#text/item-number.js';
import type { ReportKey } from './guards.js';
import { enrolmentOf, refuseAdjourned } from './guards.js';
import type { ReportState } from './report.js';
import type { ReviewState } from './review.js';

export interface CallForAnswers extends ReportKey {
  readonly items: readonly { readonly item: string }[];
}

export interface CallRead {
  readonly review: ReviewState;
  /** Of the problems named, by id. */
  readonly levels: ReadonlyMap<string, Level>;
}

/** An id tells what it names. */
const refTo = (id: string, path: string): ItemRef => {
  const item = parseItem(id);
  if (item?.sort === 'goal' || item?.sort === 'requirement') return { kind: item.sort, id };
  if (item === undefined || !isProblem(item)) throw new DomainError('not-an-item', { item: id }, path, 'invalid');
  return { kind: 'problem', id };
};

/**
 * Fixes, once and before the report is handed in, which open items it answers: whatever is closed or raised later
 * changes neither the report nor what counts as missing.
 */
export const callForAnswers: Decide<CallForAnswers, ReportState, ReportEvent, CallRead> = (
  call,
  state,
  _,
  { review, levels },
) => {
  const { year, branch } = call;
  refuseAdjourned(review, year);
  enrolmentOf(review, call);
  if (state.calledFor !== undefined) throw new DomainError('answers-already-called-for', { branch, year });
  if (state.deliveredOn !== undefined) throw new DomainError('report-already-delivered', { branch, year });
  if (state.status !== 'awaited') throw new DomainError('report-already-submitted', { branch, year });
  const items = call.items.map(({ item }, index) => refTo(item, `items[${String(index)}].item`));
  items.forEach(({ id }, index) => {
    if (items.findIndex((other) => other.id === id) !== index)
      throw new DomainError('item-repeated', { item: id }, `items[${String(index)}].item`, 'invalid');
    const level = levels.get(id);
    if (level !== undefined && isLimited({ level }))
      throw new DomainError('level-hides-task', { entry: id }, `items[${String(index)}].item`);
  });
  return [{ type: 'AnswersCalledFor', data: { year, branch, items } }];
};
