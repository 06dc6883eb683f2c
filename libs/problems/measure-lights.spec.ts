import { DEFAULT_POLICY } from '#policy/published/default-policy.js';
import { workCalendar } from '#policy/published/work-calendar.js';
import { WorkCalendar } from '#policy/published/working-days.js';
import { measureLight } from './measure-lights.js';
import { clockDay } from './published/clock-day.js';

const calendar = new WorkCalendar(workCalendar.initial.years.values());
const clock = clockDay('2024-06-03', { policy: DEFAULT_POLICY, version: 0, calendar, calendarVersion: 0 });
const open = { done: false, dueOn: '2024-12-31', extendedTo: null };

it.each([
  ['is far', open, 'green', 'on-course'],
  ['is near', { ...open, dueOn: '2024-06-04' }, 'blue', 'due-soon'],
  ['is today', { ...open, dueOn: '2024-06-03' }, 'blue', 'due-soon'],
  ['has passed', { ...open, dueOn: '2024-06-02' }, 'yellow', 'step-behind'],
  ['has passed, and was moved', { ...open, dueOn: '2024-06-02', extendedTo: '2024-12-31' }, 'green', 'on-course'],
  ['has passed, and it is done', { ...open, dueOn: '2024-06-02', done: true }, 'grey', 'settled'],
  ['is none', { ...open, dueOn: null }, 'green', 'no-date'],
] as const)('a measure whose date %s', (_, measure, light, reason) => {
  expect(measureLight(measure, 'in-progress', clock)).toMatchObject({ code: light, reason: { code: reason } });
});

it('of a settled problem no measure is behind', () => {
  expect(measureLight({ ...open, dueOn: '2024-06-02' }, 'closed', clock).code).toBe('grey');
});
