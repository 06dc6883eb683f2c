import type { DomainEvent, Recorded } from '#event-sourcing/event.js';
import type { Handler } from '#event-sourcing/projection/projection.js';
import type { ItemRef, ReportEvent } from '../../events.js';
import { emptyRow, type OverviewRow } from './overview-row.js';
import type { ReportDetail, TallyView } from './report-detail.js';

/** What an event changes; `detail` in part. */
export interface Change extends Partial<Omit<OverviewRow, 'detail'>> {
  readonly detail?: Partial<ReportDetail>;
}

type OfBranch = DomainEvent<string, { readonly year: number; readonly branch: string }>;

const keyOf = ({ data }: { readonly data: OfBranch['data'] }): string => `${String(data.year)}-${data.branch}`;

const changed = (row: OverviewRow, { detail, ...change }: Change): OverviewRow => ({
  ...row,
  ...change,
  detail: { ...row.detail, ...detail },
});

/** A handler for an event of the review's stream. */
export const enrolment = <E extends OfBranch>(change: (event: Recorded<E>) => Change): Handler<OverviewRow, E> => ({
  keys: (event) => [keyOf(event)],
  fold: (row, event, key) => changed(row ?? emptyRow(key, event.data.year, event.data.branch), change(event)),
});

/** A handler for an event of the report's own stream. */
export const said = <E extends ReportEvent>(
  change: (row: OverviewRow, event: Recorded<E>) => Change,
): Handler<OverviewRow, E> => ({
  keys: (event) => [keyOf(event)],
  fold: (row, event, key) => {
    const before = row ?? emptyRow(key, event.data.year, event.data.branch);
    return changed(before, { length: event.revision + 1, ...change(before, event) });
  },
});

export const without = (items: readonly ItemRef[], gone: ItemRef): ItemRef[] =>
  items.filter(({ kind, id }) => kind !== gone.kind || id !== gone.id);

/** The tallies with how many of them wait and how many are confirmed. */
export const tallied = (tallies: readonly TallyView[]): Change => ({
  talliesOpen: tallies.filter(({ complete }) => !complete).length,
  talliesConfirmed: tallies.filter(({ complete }) => complete).length,
  detail: { tallies },
});
