import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { LocalDate } from '#time/local-date.js';
import type { CalendarEvent } from '../events.js';
import type { CalendarState } from '../published/work-calendar.js';
import { isWeekend, yearOf } from '../published/working-days.js';

export interface Publication {
  readonly year: number;
  readonly holidays: readonly LocalDate[];
  readonly workdays: readonly LocalDate[];
  readonly documentNumber?: string;
}

const refuseFirst = (
  field: 'holidays' | 'workdays',
  days: readonly LocalDate[],
  isWrong: (day: LocalDate, index: number) => boolean,
  code: string,
): void => {
  const index = days.findIndex(isWrong);
  const day = days[index];
  if (day !== undefined) throw new DomainError(code, { day }, `${field}[${String(index)}]`, 'invalid');
};

/** Publishes the arrangement of one year; a later version takes the place of the earlier one. */
export const publish: Decide<Publication, CalendarState, CalendarEvent> = (publication, { years }) => {
  const { year, documentNumber } = publication;
  for (const field of ['holidays', 'workdays'] as const) {
    const days = publication[field];
    refuseFirst(field, days, (day) => yearOf(day) !== year, 'day-outside-year');
    refuseFirst(field, days, (day, index) => days.indexOf(day) !== index, 'day-repeated');
  }
  refuseFirst('workdays', publication.workdays, (day) => !isWeekend(day), 'workday-on-weekday');
  refuseFirst('workdays', publication.workdays, (day) => publication.holidays.includes(day), 'day-both-off-and-worked');
  const document = documentNumber === undefined ? {} : { documentNumber };
  const version = (years.get(year)?.version ?? 0) + 1;
  const holidays = publication.holidays.toSorted();
  const workdays = publication.workdays.toSorted();
  return [{ type: 'CalendarPublished', data: { year, version, holidays, workdays, ...document } }];
};
