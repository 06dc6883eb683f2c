import { freeText } from '#event-sourcing/event.js';
import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import { BRANCH_03, by, SUPPORT } from '../testing/lives.js';
import { problem } from './problem.js';
import { raise } from './raising.js';

const REQUEST = {
  year: 2024,
  branch: '03',
  source: 'check',
  category: '组织生活',
  statement: '三会一课记录不全',
} as const;
const RAISED = {
  problem: '2024-check-03-02',
  no: '2024-督查-03-02',
  year: 2024,
  branch: '03',
  source: 'check',
  statement: freeText('三会一课记录不全'),
  category: '组织生活',
  lead: BRANCH_03,
} as const;

describe('given a free number', () => {
  it('when a problem is raised, then it is listed, and its branch leads', () => {
    const outcome = specify(problem).given().when(raise, REQUEST, by('office-clerk'), { branchExists: true, n: 2 });
    outcome.thenFollows([{ type: 'ProblemRaised', data: RAISED }]);
    expect(outcome.state).toMatchObject({ status: 'listed', lastStepOn: '2024-01-20' });
  });

  it('when another unit is named, then that unit leads', () => {
    specify(problem)
      .given()
      .when(raise, { ...REQUEST, lead: SUPPORT, recurrenceOf: '2023-review-03-02' }, by('office-clerk'), {
        branchExists: true,
        n: 2,
      })
      .thenFollows([{ type: 'ProblemRaised', data: { ...RAISED, lead: SUPPORT, recurrenceOf: '2023-review-03-02' } }]);
  });

  it('when there is no such branch, then it is refused', () => {
    specify(problem)
      .given()
      .when(raise, REQUEST, by('office-clerk'), { branchExists: false, n: 2 })
      .thenRefused('branch-not-found', { code: '03' }, { path: 'branch' });
  });
});

describe('given a number taken by another problem', () => {
  it('when a problem is raised under it, then it is refused', () => {
    specify(problem)
      .given(event('ProblemRaised', RAISED))
      .when(raise, REQUEST, by('office-clerk'), { branchExists: true, n: 2 })
      .thenRefused('problem-number-taken', { no: '2024-督查-03-02' });
  });
});
