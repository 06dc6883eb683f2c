import { problemSight, seesProblem } from './ledger-sight.js';
import { waitingSteps } from './waiting-steps.js';

const of = (role: Parameters<typeof waitingSteps>[0], lead: string) =>
  waitingSteps(role)
    .filter(({ condition }) => condition.includes(`p.leadKind = '${lead}'`))
    .map(({ act, owedBy }) => `${act} ${owedBy}`);

describe('given a problem that the office itself leads', () => {
  it('then its slips wait for the office, and its judgement for those above it', () => {
    expect(of('office-head', 'office')).toEqual([
      'dispatch-problem office-head',
      'acknowledge-dispatch office-head',
      'submit-plan office-head',
      'submit-rectification office',
      'note-standing office',
    ]);
    expect(of('committee-member', 'office')).toEqual(['verify-rectification committee-member']);
    expect(of('chair', 'office')).toEqual([
      'approve-problem-list chair',
      'dispatch-problem office-head',
      'approve-plan chair',
      'grant-extension chair',
      'grant-extension chair',
      'close-problem chair',
      'begin-standing chair',
    ]);
    expect(of('branch-secretary', 'office')).toEqual([]);
  });

  it('then every member of the committee sees it, and a branch only when it was told', () => {
    const row = {
      branch: '01',
      heir: null,
      leadKind: 'office',
      leadCode: 'OFFICE',
      departments: [],
      branchesInvolved: [],
      level: 'internal',
    } as const;
    const sees = (role: 'committee-member' | 'branch-secretary', unit: string): boolean =>
      seesProblem(problemSight({ grants: [{ role, unit, from: '2024-01-01', standIn: false }] }), row);
    expect(sees('committee-member', '07')).toBe(true);
    expect(sees('branch-secretary', '01')).toBe(true);
    expect(sees('branch-secretary', '07')).toBe(false);
  });
});

it('given a measure that another branch leads or supports, then that branch sees the problem', () => {
  const lead = { leadKind: 'branch', leadCode: '01', level: 'internal' } as const;
  const row = { branch: '01', heir: null, ...lead, departments: [], branchesInvolved: ['07'] };
  const grant = { role: 'branch-clerk', from: '2024-01-01', standIn: false } as const;
  const sees = (unit: string): boolean => seesProblem(problemSight({ grants: [{ ...grant, unit }] }), row);
  expect([sees('07'), sees('08')]).toEqual([true, false]);
});

it('given a second extension for the committee, then it waits for the chair alone', () => {
  const granting = (role: 'chair' | 'committee-member') =>
    of(role, 'committee').filter((step) => step.startsWith('grant'));
  expect(granting('committee-member')).toHaveLength(1);
  expect(granting('chair')).toHaveLength(2);
});
