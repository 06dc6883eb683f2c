import { expect, it } from '@jest/globals';
import type { Load } from '#event-sourcing/command.js';
import { takenNumbers } from './taken-numbers.js';

it('looks on until as many numbers are free as are needed', async () => {
  const there = new Set(['problem-2023-review-03-02', 'problem-2023-review-03-03', 'problem-2023-review-03-06']);
  const load: Load = (aggregate, stream) =>
    Promise.resolve({ stream, revision: there.has(stream) ? 0 : -1, state: aggregate.initial });
  const key = { year: 2023, branch: '03' };
  expect(await takenNumbers('review', key, { last: 0, count: 2 }, load)).toEqual(new Set([2, 3]));
  expect(await takenNumbers('review', key, { last: 3, count: 3 }, load)).toEqual(new Set([6]));
  expect(await takenNumbers('goal', key, { last: 0, count: 2 }, load)).toEqual(new Set());
});
