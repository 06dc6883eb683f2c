import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import { branch, holderOf, holdersOf } from './branch.js';

const person = (name: string, from: string, acting = false) =>
  event('OfficeHolderAppointed', { code: '03', post: 'secretary', person: name, acting, from });
const left = (name: string, until: string) =>
  event('OfficeHolderReleased', { code: '03', post: 'secretary', person: name, until });

describe('who holds a post', () => {
  const { state } = specify(branch).given(
    event('BranchEstablished', { code: '03', name: '第三党支部' }),
    person('a', '2020-01-01'),
    left('a', '2023-12-31'),
    person('b', '2024-02-01', true),
    left('b', '2024-02-29'),
    person('a', '2024-03-01'),
  );

  it.each([
    ['2019-12-31', undefined],
    ['2020-01-01', 'a'],
    ['2023-12-31', 'a'],
    ['2024-01-15', undefined],
    ['2024-02-29', 'b'],
    ['2024-03-01', 'a'],
    ['2030-01-01', 'a'],
  ])('on %s it is %s', (day, holder) => {
    expect(holderOf(state, 'secretary', day)?.person).toBe(holder);
  });

  it('tells who only acts', () => {
    expect(holderOf(state, 'secretary', '2024-02-15')?.acting).toBe(true);
  });

  it('keeps the posts apart', () => {
    expect(holdersOf(state, 'deputy-secretary', '2024-03-01')).toEqual([]);
  });

  it('is keyed by the code', () => {
    expect(branch.tags(state)).toEqual({ branch: '03' });
  });
});
