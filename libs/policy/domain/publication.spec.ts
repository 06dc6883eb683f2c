import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import { workCalendar } from '../published/work-calendar.js';
import { publish } from './publication.js';

// 2024-02-10 was a Saturday, 2024-02-04 a Sunday, 2024-02-12 a Monday.
const spring = { year: 2024, holidays: ['2024-02-12', '2024-02-10'], workdays: ['2024-02-04'] };
const published = { year: 2024, version: 1, holidays: ['2024-02-10', '2024-02-12'], workdays: ['2024-02-04'] };

describe('publishing the calendar of a year', () => {
  it('given none for that year, then it is version 1, in the order of days', () => {
    specify(workCalendar)
      .given(event('CalendarPublished', { year: 2023, version: 4, holidays: [], workdays: [] }))
      .when(publish, { ...spring, documentNumber: '国办发明电〔2023〕7号' })
      .thenFollows([{ type: 'CalendarPublished', data: { ...published, documentNumber: '国办发明电〔2023〕7号' } }]);
  });

  it('given one for that year, then it is the next version', () => {
    specify(workCalendar)
      .given(event('CalendarPublished', { year: 2024, version: 1, holidays: [], workdays: [] }))
      .when(publish, spring)
      .thenFollows([{ type: 'CalendarPublished', data: { ...published, version: 2 } }]);
  });

  it.each([
    ['a holiday of another year', { holidays: ['2025-01-01'] }, 'day-outside-year', 'holidays[0]'],
    ['a worked day of another year', { workdays: ['2023-12-31'] }, 'day-outside-year', 'workdays[0]'],
    ['a holiday told twice', { holidays: ['2024-02-12', '2024-02-12'] }, 'day-repeated', 'holidays[1]'],
    ['a worked day told twice', { workdays: ['2024-02-04', '2024-02-04'] }, 'day-repeated', 'workdays[1]'],
    ['a worked day that is a weekday', { workdays: ['2024-02-04', '2024-02-13'] }, 'workday-on-weekday', 'workdays[1]'],
    ['a day both off and worked', { workdays: ['2024-02-10'] }, 'day-both-off-and-worked', 'workdays[0]'],
  ])('given %s, then it is refused', (_, wrong, code, path) => {
    specify(workCalendar)
      .given()
      .when(publish, { ...spring, ...wrong })
      .thenRefused(code, {}, { path, kind: 'invalid' });
  });
});
