import { freeText } from '#event-sourcing/event.js';
import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import type { LeadUnit } from '#reviews/events.js';
import { BRANCH_03, BRANCH_05, by, SUPPORT } from '../testing/lives.js';
import { problem } from './problem.js';
import { raise } from './raising.js';

const REQUEST = {
  year: 2024,
  branch: '03',
  source: 'check',
  category: '组织生活',
  statement: '三会一课记录不全',
} as const;
const earlier = new Map([
  ['2023-review-03-02', { branch: '03', lead: BRANCH_03 }],
  ['2023-review-05-01', { branch: '05', lead: SUPPORT }],
  ['2023-review-05-02', { branch: '05', lead: BRANCH_05 }],
]);
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
    const outcome = specify(problem)
      .given()
      .when(raise, REQUEST, by('office-clerk'), { branchExists: true, n: 2, earlier });
    outcome.thenFollows([{ type: 'ProblemRaised', data: RAISED }]);
    expect(outcome.state).toMatchObject({ status: 'listed', lastStepOn: '2024-01-20' });
  });

  it('when another unit is named, then that unit leads', () => {
    specify(problem)
      .given()
      .when(raise, { ...REQUEST, lead: SUPPORT, recurrenceOf: '2023-review-03-02' }, by('office-clerk'), {
        branchExists: true,
        n: 2,
        earlier,
      })
      .thenFollows([{ type: 'ProblemRaised', data: { ...RAISED, lead: SUPPORT, recurrenceOf: '2023-review-03-02' } }]);
  });

  it('when it is said to be another again, then that one is there, and of the same branch or lead', () => {
    const again = (recurrenceOf: string) =>
      specify(problem)
        .given()
        .when(raise, { ...REQUEST, lead: SUPPORT, recurrenceOf }, by('office-clerk'), {
          branchExists: true,
          n: 2,
          earlier,
        });
    expect(again('2023-review-05-01').state).toBeDefined();
    again('2023-review-05-02').thenRefused('recurrence-of-another', { branch: '05' }, { path: 'recurrenceOf' });
    again('2023-review-03-09').thenRefused('recurrence-not-found', {}, { path: 'recurrenceOf' });
    again('2023-common-01').thenRefused('recurrence-of-no-problem');
  });

  it('when there is no such branch, then it is refused', () => {
    specify(problem)
      .given()
      .when(raise, REQUEST, by('office-clerk'), { branchExists: false, n: 2, earlier })
      .thenRefused('branch-not-found', { code: '03' }, { path: 'branch' });
  });
});

describe('given what concerns no branch', () => {
  const office = { kind: 'office', code: 'OFFICE' } as const;
  const { branch: _none, ...own } = REQUEST;
  const raised = (lead: LeadUnit | undefined, branchExists = false) =>
    specify(problem)
      .given()
      .when(raise, { ...own, ...(lead === undefined ? {} : { lead }) }, by('office-clerk'), {
        branchExists,
        n: 1,
        earlier,
      });

  it('when the office or the committee leads, then it is told itself, and the number says so', () => {
    const named = { problem: '2024-check-OFFICE-01', no: '2024-督查-OFFICE-01', branch: 'OFFICE', lead: office };
    raised(office).thenFollows([{ type: 'ProblemRaised', data: { ...RAISED, ...named } }]);
    expect(raised({ kind: 'committee', code: 'PC' }).state).toMatchObject({ id: '2024-check-PC-01', branch: 'PC' });
  });

  it('when anybody else leads, then the branch is to be named', () => {
    raised(SUPPORT).thenRefused('branch-required', {}, { path: 'branch' });
    raised(undefined).thenRefused('branch-required');
  });

  it('when a branch has that code, then it is refused', () => {
    raised(office, true).thenRefused('unit-code-of-branch', { code: 'OFFICE' }, { path: 'lead.code' });
  });
});

describe('given a number taken by another problem', () => {
  it('when a problem is raised under it, then it is refused', () => {
    specify(problem)
      .given(event('ProblemRaised', RAISED))
      .when(raise, REQUEST, by('office-clerk'), { branchExists: true, n: 2, earlier })
      .thenRefused('problem-number-taken', { no: '2024-督查-03-02' });
  });
});
