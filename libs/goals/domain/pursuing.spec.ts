import { freeText } from '#event-sourcing/event.js';
import { context, event, specify } from '#event-sourcing/testing/decider-kit.js';
import type { GoalAct, GoalStatus } from '../published/states.js';
import { GOAL_ACT_NAMES, GOAL_STATUSES, goalActRow } from '../published/states.js';
import type { AssignedGoal } from './goal-opening.js';
import { goal } from './goal.js';
import { accept, conclude, reportProgress, returnResult, submitResult } from './pursuing.js';

const ID = '2023-goal-03-01';
const source = { stream: 'report-2023-03', revision: 5, eventId: '00000000-0000-4000-8000-00000000000a' };
const assigned: AssignedGoal = {
  source,
  on: '2024-01-20',
  data: {
    year: 2023,
    branch: '03',
    comment: 1,
    goal: ID,
    no: '2023-目标-03-01',
    statement: freeText('发展党员三名'),
    measure: freeText('人数'),
    dueOn: '2024-12-31',
  },
};
const opening = { goal: ID, no: '2023-目标-03-01', year: 2023, branch: '03', dueOn: '2024-12-31', assigned: source };
const opened = event('GoalOpened', opening, { on: '2024-01-22' });
const accepted = event('GoalAccepted', { goal: ID }, { on: '2024-01-22', actor: 'secretary' });
const result = { goal: ID, submission: 1, summary: freeText('已完成'), evidence: [] };
const submitted = event('GoalResultSubmitted', result, { on: '2024-12-01', actor: 'secretary' });
const concluded = event(
  'GoalConcluded',
  { goal: ID, outcome: 'achieved', finding: freeText('属实') },
  { on: '2024-12-10', actor: 'clerk' },
);

const lives = {
  assigned: [],
  accepted: [opened, accepted],
  submitted: [opened, accepted, submitted],
  concluded: [opened, accepted, submitted, concluded],
} as const satisfies Record<GoalStatus, readonly unknown[]>;

const given = (status: GoalStatus) => specify(goal).given(...lives[status]);
const read = (status: GoalStatus) => (status === 'assigned' ? { assigned } : {});
const secretary = context({ actor: 'another', role: 'branch-secretary', unit: '03', occurredOn: '2024-12-15' });
const clerk = context({ actor: 'another-clerk', role: 'office-clerk', occurredOn: '2024-12-15' });

const attempts: Readonly<Record<GoalAct, (status: GoalStatus) => ReturnType<ReturnType<typeof given>['when']>>> = {
  'accept-goal': (status) => given(status).when(accept, { goal: ID }, secretary, read(status)),
  'report-goal-progress': (status) =>
    given(status).when(reportProgress, { goal: ID, words: '两名' }, secretary, read(status)),
  'submit-goal-result': (status) =>
    given(status).when(submitResult, { goal: ID, summary: '完成' }, secretary, read(status)),
  'return-goal-result': (status) =>
    given(status).when(returnResult, { goal: ID, reason: '缺数据' }, clerk, read(status)),
  'conclude-goal': (status) =>
    given(status).when(conclude, { goal: ID, outcome: 'achieved', finding: '属实' }, clerk, read(status)),
};

const cells = GOAL_STATUSES.flatMap((status) => GOAL_ACT_NAMES.map((act) => ({ status, act })));

describe.each(cells)('a goal that is $status: $act', ({ status, act }) => {
  const { from, to } = goalActRow(act);
  if (from.includes(status))
    it(`leads to ${to ?? 'no other status'}`, () => {
      expect(attempts[act](status).state?.status).toBe(to ?? status);
    });
  else
    it('is refused', () => {
      attempts[act](status).thenRefused('goal-not-in-status', { status, needed: from.join(', ') });
    });
});

describe('given a goal assigned in a comment', () => {
  it('when it is accepted, then its stream opens with the fact it rests on', () => {
    attempts['accept-goal']('assigned').thenFollows([
      { type: 'GoalOpened', data: opening },
      { type: 'GoalAccepted', data: { goal: ID } },
    ]);
  });

  it('when nobody assigned it, or another branch accepts it, then it does not exist', () => {
    specify(goal).given().when(accept, { goal: ID }, secretary, {}).thenRefused(
      'goal-not-found',
      { goal: ID },
      {
        kind: 'not-found',
      },
    );
    specify(goal)
      .given()
      .when(accept, { goal: ID }, { ...secretary, unit: '05' }, { assigned })
      .thenRefused('goal-not-found');
  });

  it('when it would have been accepted before it was assigned, then it is refused', () => {
    specify(goal)
      .given()
      .when(accept, { goal: ID }, { ...secretary, occurredOn: '2024-01-19' }, { assigned })
      .thenRefused('occurred-before-last-step', { last: '2024-01-20' });
  });
});

describe('given an accepted goal', () => {
  it('when progress tells of an earlier day, then it is taken, and the last step stays', () => {
    const early = { ...secretary, occurredOn: '2024-01-21' };
    const outcome = given('accepted').when(reportProgress, { goal: ID, words: '两名' }, early, {});
    outcome.thenFollows([{ type: 'GoalProgressed', data: { goal: ID, words: freeText('两名'), evidence: [] } }]);
    expect(outcome.state?.lastStepOn).toBe('2024-01-22');
  });

  it('when the result is sent back and submitted again, then it has the next number', () => {
    const back = event('GoalResultReturned', { goal: ID, submission: 1, reason: freeText('缺') }, { on: '2024-12-05' });
    specify(goal)
      .given(...lives.submitted, back)
      .when(submitResult, { goal: ID, summary: '完成' }, secretary, {})
      .thenFollows([
        {
          type: 'GoalResultSubmitted',
          data: { goal: ID, submission: 2, summary: freeText('完成'), evidence: [] },
        },
      ]);
  });
});

describe('given a result', () => {
  const judge = (some: object) => {
    const judging = { ...clerk, ...some };
    return [
      given('submitted').when(conclude, { goal: ID, outcome: 'achieved', finding: '属实' }, judging, {}),
      given('submitted').when(returnResult, { goal: ID, reason: '缺数据' }, judging, {}),
    ];
  };

  it.each([
    ['submitter-may-not-conclude', { actor: 'secretary' }],
    ['separation-needs-basis', { recordedBy: 'secretary' }],
    ['recused', { affiliation: '03' }],
  ])('when it is judged (%s), then it is refused', (code, some) => {
    judge(some).forEach((outcome) => {
      outcome.thenRefused(code, undefined, { kind: 'forbidden' });
    });
  });

  it('when somebody of another unit concludes, then with the outcome', () => {
    judge({ affiliation: '05' })[0]?.thenFollows([
      { type: 'GoalConcluded', data: { goal: ID, outcome: 'achieved', finding: freeText('属实') } },
    ]);
  });
});

describe('given a goal of a branch that became part of another', () => {
  const passings = [{ from: '03', to: '05', on: '2024-06-15' }];
  const of05 = { ...secretary, unit: '05' };

  it('when the successor accepts it, then it is its own', () => {
    given('assigned')
      .when(accept, { goal: ID }, of05, { assigned, passings })
      .thenFollows([
        { type: 'GoalOpened', data: opening },
        { type: 'GoalAccepted', data: { goal: ID } },
      ]);
    given('assigned').when(accept, { goal: ID }, of05, { assigned }).thenRefused('goal-not-found');
    given('assigned').when(accept, { goal: ID }, secretary, { assigned, passings }).thenRefused('goal-not-found');
  });

  it('when somebody who belongs to either judges it, then that is refused', () => {
    for (const affiliation of ['03', '05'])
      given('submitted')
        .when(conclude, { goal: ID, outcome: 'achieved', finding: '属实' }, { ...clerk, affiliation }, { passings })
        .thenRefused('recused', { unit: affiliation });
  });
});
