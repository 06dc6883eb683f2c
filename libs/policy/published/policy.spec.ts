import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { latestPolicy, policy, policyOn } from './policy.js';

const adopted = (version: number, from: string) =>
  event('PolicyAdopted', { version, values: { ...DEFAULT_POLICY, planDays: version }, from });

describe('the policy in force', () => {
  it('given none adopted, then the defaults hold as version 0', () => {
    expect(policyOn(policy.initial, '2024-01-01')).toMatchObject({ version: 0, values: DEFAULT_POLICY });
  });

  const { state } = specify(policy).given(adopted(1, '2024-01-01'), adopted(2, '2024-07-01'), adopted(3, '2024-07-01'));

  it.each([
    ['2023-12-31', 0],
    ['2024-01-01', 1],
    ['2024-06-30', 1],
    ['2024-07-01', 3],
  ])('on %s it is version %d', (day, version) => {
    expect(policyOn(state, day).version).toBe(version);
  });

  it('knows the last one adopted', () => {
    expect(latestPolicy(state).version).toBe(3);
  });
});
