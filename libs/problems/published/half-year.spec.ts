import { halvesWithout } from './half-year.js';

it.each([
  [[], ['2023H2', '2024H1', '2024H2']],
  [['2024H1'], ['2023H2', '2024H2']],
  [['2023H2', '2024H1', '2024H2'], []],
])('given the notes %j, when 2024 ends, then %j are missing', (noted, missing) => {
  expect(halvesWithout(noted, '2023-12-31', '2024-12-31')).toEqual(missing);
});

it('the half-year that runs is missing from its first day on', () => {
  expect(halvesWithout(['2024H1'], '2024-06-30', '2024-06-30')).toEqual([]);
  expect(halvesWithout(['2024H1'], '2024-06-30', '2024-07-01')).toEqual(['2024H2']);
});
