import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import { withdrawal } from './withdrawal.js';

describe('whether a problem was withdrawn', () => {
  const problem = '2023-review-03-01';
  const withdrawn = event('ProblemWithdrawn', { problem, reason: { text: '重复' } });
  const acknowledged = event('DispatchAcknowledged', { problem });

  it('is so from the withdrawal on', () => {
    expect(specify(withdrawal).given(acknowledged).state).toBe(false);
    expect(specify(withdrawal).given(acknowledged, withdrawn, acknowledged).state).toBe(true);
  });
});
