import { freeText } from '#event-sourcing/event.js';
import { specify } from '#event-sourcing/testing/decider-kit.js';
import { BRANCH_03, BRANCH_05, by, ID, lifeUpTo, measure, steps, SUPPORT } from '../testing/lives.js';
import type { PlannedMeasure, SubmitPlan } from './plan.js';
import { approvePlan, reportProgress, returnPlan, submitPlan } from './plan.js';
import { problem } from './problem.js';

const planned = (some: Partial<PlannedMeasure> = {}): PlannedMeasure => ({
  words: '每月核对台账',
  kind: 'by-date',
  responsiblePost: '组织委员',
  dueOn: '2024-09-30',
  expectedResult: '台账齐全',
  ...some,
});
const { dueOn: _none, ...undated } = planned();

const plan = (measures: readonly PlannedMeasure[]): SubmitPlan => ({
  problem: ID,
  cause: '制度不健全',
  adoptedBy: '支部委员会',
  adoptedOn: '2024-06-30',
  measures,
});

describe('given an acknowledged problem', () => {
  const acknowledged = specify(problem).given(...lifeUpTo('acknowledged'));
  const handIn = (command: SubmitPlan) => acknowledged.when(submitPlan, command, by('branch-secretary'), {});

  it('when a plan is handed in, then its measures are numbered and the latest date is its date', () => {
    handIn(
      plan([
        planned({ supportingUnits: [BRANCH_05], dueOn: '2024-10-31' }),
        planned({ leadUnit: BRANCH_05 }),
        { ...undated, kind: 'standing' },
      ]),
    ).thenFollows([
      {
        type: 'PlanSubmitted',
        data: {
          problem: ID,
          cause: freeText('制度不健全'),
          adoptedBy: '支部委员会',
          adoptedOn: '2024-06-30',
          dueOn: '2024-10-31',
          measures: [
            measure({ measure: 1, supportingUnits: [BRANCH_05], dueOn: '2024-10-31' }),
            measure({ measure: 2, leadUnit: BRANCH_05, supportingUnits: [], dueOn: '2024-09-30' }),
            {
              measure: 3,
              words: freeText('每月核对台账'),
              kind: 'standing',
              leadUnit: BRANCH_03,
              supportingUnits: [],
              responsiblePost: '组织委员',
              expectedResult: freeText('台账齐全'),
            },
          ],
        },
      },
    ]);
  });

  it('when every measure is standing, then the plan has no date', () => {
    expect(handIn(plan([{ ...undated, kind: 'standing' }])).state?.deadlines).toEqual({ planDueOn: '2024-02-20' });
  });

  it.each([
    ['measure-date-missing', 'measures[1].dueOn', plan([planned(), undated])],
    ['standing-measure-has-no-date', 'measures[0].dueOn', plan([planned({ kind: 'standing' })])],
    ['measures-out-of-range', 'measures', plan([])],
    ['measures-out-of-range', 'measures', plan(Array.from({ length: 31 }, () => planned()))],
    ['plan-not-yet-adopted', 'adoptedOn', { ...plan([planned()]), adoptedOn: '2024-07-02' }],
  ])('when it is wrong (%s at %s), then it is refused', (code, path, command) => {
    handIn(command).thenRefused(code, undefined, { path, kind: 'invalid' });
  });

  it('when it has thirty measures, then it is taken', () => {
    expect(handIn(plan(Array.from({ length: 30 }, () => planned()))).state?.measures.at(-1)?.measure).toBe(30);
  });
});

describe('given a plan that waits for approval', () => {
  const waiting = specify(problem).given(...lifeUpTo('planned'));

  it('when somebody else approves, then the rectification begins', () => {
    waiting
      .when(approvePlan, { problem: ID }, by('office-head'), {})
      .thenFollows([{ type: 'PlanApproved', data: { problem: ID } }]);
  });

  it('when whoever handed it in decides, then it is refused', () => {
    const same = by('office-head', { actor: 'secretary' });
    waiting
      .when(approvePlan, { problem: ID }, same, {})
      .thenRefused('planner-may-not-decide', {}, { kind: 'forbidden' });
    waiting.when(returnPlan, { problem: ID, reason: '不具体' }, same, {}).thenRefused('planner-may-not-decide');
  });

  it('when one account records both sides, then a paper is needed', () => {
    const typed = by('office-head', { recordedBy: 'secretary' });
    waiting.when(approvePlan, { problem: ID }, typed, {}).thenRefused('separation-needs-basis', {}, { path: 'basis' });
    const basis = { kind: 'minutes', date: '2024-07-01' };
    waiting
      .when(approvePlan, { problem: ID }, { ...typed, basis }, {})
      .thenFollows([{ type: 'PlanApproved', data: { problem: ID } }]);
  });

  it('when it is returned and handed in again, then the new one takes its place', () => {
    const again = specify(problem)
      .given(...lifeUpTo('planned'), steps().planReturned)
      .when(submitPlan, plan([planned(), planned()]), by('branch-secretary'), {}).state;
    expect(again?.measures.map(({ dueOn }) => dueOn)).toEqual(['2024-09-30', '2024-09-30']);
    expect(again?.deadlines).toEqual({ planDueOn: '2024-02-20', dueOn: '2024-09-30', originalDueOn: '2024-09-30' });
  });

  it('when it is returned, then its measures bind nobody', () => {
    const returned = specify(problem).given(...lifeUpTo('planned'), steps().planReturned).state;
    expect(returned).toMatchObject({ measures: [], deadlines: { planDueOn: '2024-02-20' } });
    expect(returned?.deadlines).not.toHaveProperty('dueOn');
  });
});

describe('given an approved plan', () => {
  const running = specify(problem).given(...lifeUpTo('in-progress'));
  const progress = { problem: ID, measure: 1, words: '已核对一季度', done: false };

  it('when progress is told of a day before the last step, then it is taken, and the last step stays', () => {
    const outcome = running.when(reportProgress, progress, by('branch-clerk', { occurredOn: '2024-02-01' }), {});
    outcome.thenFollows([
      { type: 'MeasureProgressed', data: { ...progress, words: freeText('已核对一季度'), evidence: [] } },
    ]);
    expect(outcome.state?.lastStepOn).toBe('2024-02-08');
  });

  it('when the measure is not in the plan, then it is refused', () => {
    running
      .when(reportProgress, { ...progress, measure: 2 }, by('branch-clerk'), {})
      .thenRefused('measure-not-found', { measure: 2 }, { kind: 'not-found' });
  });

  it('when another unit leads a measure, then it reports on that one, and on no other', () => {
    const life = lifeUpTo('in-progress').map((given) =>
      given.type === 'PlanSubmitted'
        ? { ...given, data: { ...given.data, measures: [measure(), measure({ measure: 2, leadUnit: SUPPORT })] } }
        : given,
    );
    const shared = specify(problem).given(...life);
    const department = by('department', { unit: 'HR' });
    const report = (n: number, who = department) => shared.when(reportProgress, { ...progress, measure: n }, who, {});
    report(2).thenFollows([
      {
        type: 'MeasureProgressed',
        data: { ...progress, measure: 2, words: freeText('已核对一季度'), evidence: [] },
      },
    ]);
    report(1).thenRefused('problem-not-found');
    report(2, by('department', { unit: 'FIN' })).thenRefused('problem-not-found');
    report(2, by('branch-secretary', { unit: 'HR' })).thenRefused('problem-not-found');
    expect(report(2, by('branch-clerk')).state?.status).toBe('in-progress');
  });
});
