import { goalAnsweredNow, requirementAnsweredNow } from './answering-branches.js';
import { emptyGoal } from './projections/goals/goal-row.js';
import { emptyRequirement } from './projections/requirements/requirements.projection.js';

const MAIN = { '03': '05', '05': '08' };

it('an open goal is answered for by main successors, where no ending names it', () => {
  const goal = { ...emptyGoal('2023-goal-03-01'), branch: '03', status: 'accepted' as const };
  expect(goalAnsweredNow(goal, MAIN).heir).toBe('08');
  expect(goalAnsweredNow({ ...goal, passed: { '05': '07' } }, MAIN).heir).toBe('07');
  expect(goalAnsweredNow({ ...goal, status: 'concluded' }, MAIN).heir).toBeNull();
  expect(goalAnsweredNow(goal, {}).heir).toBeNull();
});

it('so is a branch’s part of a requirement, and no department’s', () => {
  const requirement = {
    ...emptyRequirement('2023-requirement-01'),
    units: ['03', '04'],
    addressees: { kind: 'branches' as const },
  };
  expect(requirementAnsweredNow(requirement, MAIN).heirs).toEqual({ '03': '08' });
  const [concluded, departments] = [{ concludedOn: '2024-06-30' }, { addressees: { kind: 'departments' as const } }];
  expect(requirementAnsweredNow({ ...requirement, ...concluded }, MAIN).heirs).toEqual({});
  expect(requirementAnsweredNow({ ...requirement, ...departments }, MAIN).heirs).toEqual({});
});
