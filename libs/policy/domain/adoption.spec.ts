import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import type { PolicyValues } from '../events.js';
import { DEFAULT_POLICY, POLICY_BOUNDS } from '../published/default-policy.js';
import { policy } from '../published/policy.js';
import { adopt } from './adoption.js';

const values = DEFAULT_POLICY;
const first = event('PolicyAdopted', { version: 1, values, from: '2024-01-01' });

describe('adopting a policy', () => {
  it('given none, then it is version 1', () => {
    specify(policy)
      .given()
      .when(adopt, { values, from: '2024-01-01', documentNumber: '党办〔2024〕1号' })
      .thenFollows([
        { type: 'PolicyAdopted', data: { version: 1, values, from: '2024-01-01', documentNumber: '党办〔2024〕1号' } },
      ]);
  });

  it('given a version, then it is the next one', () => {
    const changed = { ...values, verifyDays: 7 };
    specify(policy)
      .given(first)
      .when(adopt, { values: changed, from: '2024-01-01' })
      .thenFollows([{ type: 'PolicyAdopted', data: { version: 2, values: changed, from: '2024-01-01' } }]);
  });

  it('given a day before that of the last version, then it is refused', () => {
    specify(policy)
      .given(first)
      .when(adopt, { values, from: '2023-12-31' })
      .thenRefused('policy-before-last', { last: '2024-01-01' }, { path: 'from' });
  });

  it.each(
    Object.entries(POLICY_BOUNDS).flatMap(([figure, [min, max]]) => [
      [figure, min - 1],
      [figure, max + 1],
      [figure, min + 0.5],
    ]),
  )('given %s of %d, then it is refused', (figure, wrong) => {
    const wrongValues: PolicyValues = { ...values, [figure]: wrong };
    specify(policy)
      .given()
      .when(adopt, { values: wrongValues, from: '2024-01-01' })
      .thenRefused('policy-figure-out-of-bounds', { figure }, { path: `values.${figure}`, kind: 'invalid' });
  });

  it('given each figure at its bounds, then it is adopted', () => {
    for (const bound of [0, 1] as const) {
      const extreme = { ...values };
      for (const [figure, bounds] of Object.entries(POLICY_BOUNDS)) Object.assign(extreme, { [figure]: bounds[bound] });
      specify(policy)
        .given()
        .when(adopt, { values: extreme, from: '2024-01-01' })
        .thenFollows([{ type: 'PolicyAdopted', data: { version: 1, values: extreme, from: '2024-01-01' } }]);
    }
  });
});
