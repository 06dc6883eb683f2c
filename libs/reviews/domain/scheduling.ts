import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { LocalDate } from '#time/local-date.js';
import type { ReviewEvent } from '../events.js';
import type { ReviewState } from './review.js';

export interface Scheduling {
  /** The year reported on; the meeting may fall in the next one. */
  readonly year: number;
  readonly committee: string;
  readonly title: string;
  readonly plannedOn: LocalDate;
  readonly place?: string;
  readonly presider: string;
}

/** One review per year. */
export const schedule: Decide<Scheduling, ReviewState, ReviewEvent> = (scheduling, state) => {
  const { year, committee, title, plannedOn, place, presider } = scheduling;
  if (state.year !== undefined) throw new DomainError('review-already-scheduled', { year }, 'year');
  const plannedYear = Number(plannedOn.slice(0, 4));
  if (plannedYear !== year && plannedYear !== year + 1)
    throw new DomainError('planned-outside-year', { year, next: year + 1 }, 'plannedOn', 'invalid');
  const where = place === undefined ? {} : { place };
  return [{ type: 'ReviewScheduled', data: { year, committee, title, plannedOn, presider, ...where } }];
};
