import { DEFAULT_POLICY } from '#policy/published/default-policy.js';
import { workCalendar } from '#policy/published/work-calendar.js';
import { WorkCalendar } from '#policy/published/working-days.js';
import { clockDay } from '#problems/published/clock-day.js';
import type { ItemPlace, ListRequest } from './published/list-source.js';
import { wholeList } from './whole-list.js';

const calendar = new WorkCalendar(workCalendar.initial.years.values());
const clock = clockDay('2024-06-03', { policy: DEFAULT_POLICY, version: 0, calendar, calendarVersion: 0 });
const request = { viewer: { grants: [] }, filter: {}, clock };

const places = (count: number): ItemPlace[] =>
  Array.from({ length: count }, (_, n) => ({ branch: '03', no: String(n).padStart(6, '0') }));

const source = (all: readonly ItemPlace[]) => (asked: ListRequest) => {
  const from = asked.after === undefined ? 0 : Number(asked.after.no) + 1;
  return Promise.resolve(all.slice(from, from + asked.limit + 1));
};

it.each([0, 1, 500, 501, 1_300])('a list of %i is taken whole, each line once', async (count) => {
  const all = places(count);
  expect(await wholeList(request, source(all))).toEqual(all);
});

it('a list that is too long is refused, also where an item has many lines', async () => {
  const refusal = { code: 'list-exceeds-lines', params: { max: 20_000 } };
  await expect(wholeList(request, source(places(20_001)))).rejects.toMatchObject(refusal);
  await expect(wholeList(request, source(places(1_000)), () => 21)).rejects.toMatchObject(refusal);
  expect(await wholeList(request, source(places(20_000)))).toHaveLength(20_000);
});
