import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection } from '#event-sourcing/projection/projection.js';
import { reviewStream, type ReviewEvent } from '#reviews/events.js';
import type { ReviewDay } from '../../domain/cycle.js';

/** One review as far as cycles depend on it. */
export interface CycleRow extends ReviewDay {
  readonly key: string;
  readonly year: number;
  /** That convenes the review. */
  readonly committee: string | null;
}

/** The days that part one year of follow-up from the next. */
export const cycles = defineProjection<CycleRow, ReviewEvent>({
  name: 'review_cycles',
  version: 2,
  key: 'key',
  columns: {
    key: { type: 'text' },
    year: { type: 'integer' },
    committee: { type: 'text', nullable: true },
    adjournedOn: { type: 'date', nullable: true },
  },
  indexes: [],
  sources: (year) => [reviewStream(Number(year))],
  handlers: {
    ReviewScheduled: {
      keys: ({ data }) => [String(data.year)],
      fold: (row, { data: { year, committee } }, key) => ({ adjournedOn: null, ...row, key, year, committee }),
    },
    MeetingAdjourned: {
      keys: ({ data }) => [String(data.year)],
      fold: (row, { data }, key) => ({ committee: null, ...row, key, year: data.year, adjournedOn: data.on }),
    },
  },
});

export const cycleEntity = entityOf(cycles);
