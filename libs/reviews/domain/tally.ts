import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { Form, GroupTally, ReportEvent } from '../events.js';
import { refuseUndelivered } from './delivery.js';
import type { ReportKey } from './guards.js';
import { enrolmentOf, refuseClosed } from './guards.js';
import type { ReportState } from './report.js';
import type { ReviewState } from './review.js';

/** Fewer raters than this can be told apart. */
const SMALLEST_GROUP = 5;

export interface Tallying extends ReportKey {
  readonly form: Form;
  readonly groups: readonly GroupTally[];
  readonly countedBy: string;
  readonly supervisedBy: string;
}

const refuseWrongSums = ({ entitledPresent, issued, returned, invalid, items }: GroupTally, path: string): void => {
  if (issued > entitledPresent)
    throw new DomainError('issued-exceed-entitled', { entitledPresent }, `${path}.issued`, 'invalid');
  if (returned > issued) throw new DomainError('returned-exceed-issued', { issued }, `${path}.returned`, 'invalid');
  if (invalid > returned) throw new DomainError('invalid-exceed-returned', { returned }, `${path}.invalid`, 'invalid');
  const valid = returned - invalid;
  items.forEach(({ item, good, fairlyGood, fair, poor, abstained }, index) => {
    const at = `${path}.items[${String(index)}]`;
    const sum = good + fairlyGood + fair + poor + abstained;
    if (sum !== valid) throw new DomainError('tally-does-not-add-up', { item, sum, valid }, at, 'invalid');
    if (items.findIndex((other) => other.item === item) !== index)
      throw new DomainError('tally-item-repeated', { item }, `${at}.item`, 'invalid');
  });
};

const refuseWrongGroups = (entries: readonly GroupTally[]): void => {
  const all = entries.flatMap(({ groups }) => groups);
  const repeated = all.find((group, index) => all.indexOf(group) !== index);
  if (repeated !== undefined) throw new DomainError('tally-group-repeated', { group: repeated }, 'groups', 'invalid');
  entries.forEach((entry, index) => {
    const path = `groups[${String(index)}]`;
    if (entry.entitledPresent < SMALLEST_GROUP && entries.length > 1)
      throw new DomainError('group-too-small', { smallest: SMALLEST_GROUP }, `${path}.entitledPresent`, 'invalid');
    refuseWrongSums(entry, path);
  });
};

const plain = (entry: GroupTally): GroupTally => ({
  ...entry,
  groups: [...entry.groups],
  items: entry.items.map((item) => ({ ...item })),
});

/**
 * A count sheet per form. Groups under five were merged into others before anything is recorded. A later tally takes
 * the place of an earlier one until that is confirmed by two.
 */
export const enterTally: Decide<Tallying, ReportState, ReportEvent, ReviewState> = (tallying, state, _, review) => {
  const { year, branch, form, groups, countedBy, supervisedBy } = tallying;
  enrolmentOf(review, tallying);
  refuseClosed(review, year);
  if (form === 'report-review') refuseUndelivered(state, tallying);
  const before = state.tallies.get(form);
  if (before?.complete === true) throw new DomainError('tally-already-confirmed', { tally: before.tally });
  if (countedBy === supervisedBy) throw new DomainError('counters-same', {}, 'supervisedBy', 'invalid');
  refuseWrongGroups(groups);
  const tally = (before?.tally ?? 0) + 1;
  const data = { year, branch, form, groups: groups.map(plain), countedBy, supervisedBy, tally };
  return [{ type: 'AppraisalTallied', data }];
};
