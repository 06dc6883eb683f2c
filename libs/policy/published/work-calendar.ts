import type { Aggregate } from '#event-sourcing/decider.js';
import type { CalendarEvent } from '../events.js';
import type { PublishedYear } from './working-days.js';

export interface CalendarState {
  /** The newest publication of each year. */
  readonly years: ReadonlyMap<number, PublishedYear>;
}

/** The published years; the fold of `calendar`. */
export const workCalendar: Aggregate<CalendarState, CalendarEvent> = {
  category: 'calendar',
  initial: { years: new Map() },
  evolve: ({ years }, { data: { year, version, holidays, workdays } }) => ({
    years: new Map([...years, [year, { year, version, holidays, workdays }]]),
  }),
  tags: () => ({}),
};
