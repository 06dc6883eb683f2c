import { freeText } from '#event-sourcing/event.js';
import { context, event, specify } from '#event-sourcing/testing/decider-kit.js';
import { goal } from './goal.js';
import { accept, conclude, reportProgress, returnResult, submitResult } from './pursuing.js';
import type { TakeOver } from './taking-over.js';
import { takeOver } from './taking-over.js';

const ID = '2022-goal-03-01';
const ENTRY = context({ actor: 'clerk', role: 'office-clerk', occurredOn: '2024-12-02' });
const READ = { branchExists: true, assignedHere: false, n: 1 };
const PAPER = { kind: 'ledger', number: '目标台账第4页', date: '2024-11-29' };
const REQUEST: TakeOver = {
  year: 2022,
  branch: '03',
  statement: '发展党员三名',
  measure: '人数',
  dueOn: '2024-12-31',
  assignedOn: '2023-01-18',
  status: 'assigned',
  since: '2023-01-18',
  paper: PAPER,
};
const FACT = {
  goal: ID,
  no: '2022-目标-03-01',
  year: 2022,
  branch: '03',
  statement: freeText('发展党员三名'),
  measure: freeText('人数'),
  dueOn: '2024-12-31',
  assignedOn: '2023-01-18',
  status: 'assigned',
  since: '2023-01-18',
  paper: PAPER,
} as const;
const none = specify(goal).given();
const taken = (some: Partial<typeof FACT> | object) =>
  specify(goal).given(event('GoalTakenOver', { ...FACT, ...some }, { on: '2024-12-02', actor: 'clerk' }));
const secretary = context({ actor: 'secretary', role: 'branch-secretary', unit: '03', occurredOn: '2024-12-03' });
const clerk = context({ actor: 'clerk', role: 'office-clerk', occurredOn: '2024-12-03' });
const on = { goal: ID };

describe('given nothing of the goal in the log', () => {
  it('when it is taken over, then the paper is told, and nothing is made up', () => {
    none.when(takeOver, REQUEST, ENTRY, READ).thenFollows([{ type: 'GoalTakenOver', data: FACT }]);
  });

  it('when it was concluded on paper, then the outcome is told, and each day once', () => {
    const told = {
      acceptedOn: '2023-02-01',
      submittedOn: '2024-11-20',
      outcome: 'achieved',
      externalKey: 'MB-4',
    } as const;
    const concluded = { ...told, status: 'concluded', since: '2024-11-25' } as const;
    none
      .when(takeOver, { ...REQUEST, ...concluded, finding: '属实' }, ENTRY, READ)
      .thenFollows([{ type: 'GoalTakenOver', data: { ...FACT, ...concluded, finding: freeText('属实') } }]);
    const accepted = { status: 'accepted', since: '2023-02-01' } as const;
    none
      .when(takeOver, { ...REQUEST, ...accepted, acceptedOn: '2023-02-01' }, ENTRY, READ)
      .thenFollows([{ type: 'GoalTakenOver', data: { ...FACT, ...accepted } }]);
  });

  const wrong: readonly [string, Partial<TakeOver>, string][] = [
    ['a day before the one before it', { since: '2023-01-17' }, 'days-out-of-order'],
    ['a status from after the entry', { since: '2024-12-03' }, 'after-the-entry'],
    ['a paper from tomorrow', { paper: { ...PAPER, date: '2024-12-03' } }, 'after-the-entry'],
    [
      'another day of the same step',
      { status: 'accepted', since: '2023-02-02', acceptedOn: '2023-02-01' },
      'not-the-day-of-the-status',
    ],
    ['a step not reached', { acceptedOn: '2023-01-18' }, 'not-in-status'],
    ['no outcome', { status: 'concluded' }, 'needed-in-status'],
    ['the number of another branch', { no: '2022-goal-05-01' }, 'number-of-another'],
  ];
  it.each(wrong)('when it tells %s, then it is refused', (_, some, code) => {
    none.when(takeOver, { ...REQUEST, ...some }, ENTRY, READ).thenRefused(code, undefined, { kind: 'invalid' });
  });

  it('when the number is taken, here or in a comment, or there is no branch, then it is refused', () => {
    taken({}).when(takeOver, REQUEST, ENTRY, READ).thenRefused('goal-number-taken');
    none.when(takeOver, REQUEST, ENTRY, { ...READ, assignedHere: true }).thenRefused('goal-number-taken');
    none.when(takeOver, REQUEST, ENTRY, { ...READ, branchExists: false }).thenRefused('branch-not-found');
  });
});

describe('given a goal taken over', () => {
  it('when its next step is taken, then it goes on from its status', () => {
    const accepted = { status: 'accepted', since: '2023-02-01' } as const;
    const submitted = { status: 'submitted', since: '2024-11-20' } as const;
    expect(taken({}).when(accept, on, secretary, {}).state).toMatchObject({ status: 'accepted' });
    expect(taken(accepted).when(reportProgress, { ...on, words: '两名' }, secretary, {}).state).toMatchObject({
      status: 'accepted',
    });
    taken(accepted)
      .when(submitResult, { ...on, summary: '完成' }, secretary, {})
      .thenFollows([
        { type: 'GoalResultSubmitted', data: { ...on, submission: 1, summary: freeText('完成'), evidence: [] } },
      ]);
    taken(submitted)
      .when(returnResult, { ...on, reason: '缺数据' }, clerk, {})
      .thenFollows([{ type: 'GoalResultReturned', data: { ...on, submission: 1, reason: freeText('缺数据') } }]);
    expect(
      taken(submitted).when(conclude, { ...on, outcome: 'achieved', finding: '属实' }, clerk, {}).state,
    ).toMatchObject({ status: 'concluded' });
  });

  it('when a step is dated before the entry, then it is refused', () => {
    const early = { ...secretary, occurredOn: '2024-12-01' };
    taken({}).when(accept, on, early, {}).thenRefused('occurred-before-last-step');
  });
});
