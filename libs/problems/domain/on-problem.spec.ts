import { freeText } from '#event-sourcing/event.js';
import { specify } from '#event-sourcing/testing/decider-kit.js';
import { policy } from '#policy/published/policy.js';
import { workCalendar } from '#policy/published/work-calendar.js';
import { BRANCH_03, BRANCH_05, by, FLAGGED, ID, lifeUpTo, LISTED, SUPPORT, steps } from '../testing/lives.js';
import { withdraw } from './closing.js';
import { acknowledge, contest, dispatch } from './dispatch.js';
import { problem } from './problem.js';

const READ = { policy: policy.initial, calendar: workCalendar.initial };
const NOTICE = { problem: ID, noticeNumber: '整改通知〔2024〕1号', planDueOn: '2024-07-20' };
const plain = { problem: ID };

describe('given a problem without a stream of its own', () => {
  it('when it is dispatched, then its stream opens with the facts it rests on', () => {
    const { source: flagged } = LISTED.flagged ?? { source: undefined };
    if (flagged === undefined || LISTED.listed === undefined) throw new Error('not flagged');
    specify(problem)
      .given()
      .when(dispatch, NOTICE, by('office-head'), { ...READ, opening: LISTED })
      .thenFollows([
        {
          type: 'ProblemOpened',
          data: {
            problem: ID,
            no: '2023-述职-03-02',
            year: 2023,
            branch: '03',
            lead: BRANCH_03,
            flagged,
            listed: LISTED.listed.source,
          },
        },
        { type: 'ProblemDispatched', data: { ...NOTICE, lead: BRANCH_03 } },
      ]);
  });

  it('when nobody flagged it, then it does not exist', () => {
    specify(problem)
      .given()
      .when(withdraw, { ...plain, reason: '重复' }, by('chair'), {})
      .thenRefused(
        'problem-not-found',
        {
          problem: ID,
        },
        { kind: 'not-found' },
      );
  });

  it('when it is withdrawn before the list, then it stays withdrawn', () => {
    const outcome = specify(problem)
      .given()
      .when(withdraw, { ...plain, reason: '重复' }, by('chair'), { opening: FLAGGED });
    expect(outcome.state).toMatchObject({ status: 'withdrawn', branch: '03', year: 2023 });
  });

  it('when it is dispatched on a day before the approval of the list, then it is refused', () => {
    specify(problem)
      .given()
      .when(dispatch, NOTICE, by('office-head', { occurredOn: '2024-01-24' }), { ...READ, opening: LISTED })
      .thenRefused('occurred-before-last-step', { last: '2024-01-25' }, { path: 'occurredOn' });
  });
});

describe('given a problem that branch 03 leads', () => {
  const dispatched = specify(problem).given(...lifeUpTo('dispatched'));

  it.each([
    ['the secretary of another branch', by('branch-secretary', { unit: '05' })],
    ['a department of the same code', by('department', { unit: '03' })],
    ['a secretary without a unit', { ...by('branch-secretary'), unit: '' }],
  ])('when %s acts, then it does not exist', (_, context) => {
    dispatched
      .when(acknowledge, plain, context, {})
      .thenRefused('problem-not-found', { problem: ID }, { kind: 'not-found' });
  });

  it('when a foreign secretary acts in a wrong status, then it does not exist either', () => {
    specify(problem)
      .given(...lifeUpTo('closed'))
      .when(acknowledge, plain, by('branch-secretary', { unit: '05' }), {})
      .thenRefused('problem-not-found');
  });

  it('when a step is dated before the last one, then it is refused; on the same day it is not', () => {
    dispatched
      .when(acknowledge, plain, by('branch-secretary', { occurredOn: '2024-01-25' }), {})
      .thenRefused('occurred-before-last-step', { last: '2024-01-26' });
    dispatched
      .when(acknowledge, plain, by('branch-secretary', { occurredOn: '2024-01-26' }), {})
      .thenFollows([{ type: 'DispatchAcknowledged', data: plain }]);
  });
});

describe('given a contested dispatch', () => {
  const contested = specify(problem).given(...lifeUpTo('dispatched'), steps().contested);
  const again = (lead: { kind: 'branch' | 'department'; code: string } | undefined, context = by('office-head')) =>
    contested.when(dispatch, lead === undefined ? NOTICE : { ...NOTICE, lead }, context, READ);

  it('when it goes to the same unit, then it is confirmed', () => {
    again(undefined).thenFollows([
      { type: 'ProblemDispatched', data: { ...NOTICE, lead: BRANCH_03, afterContest: 'confirmed' } },
    ]);
  });

  it('when it goes to another unit, then it is readdressed, and the other unit answers under the same number', () => {
    const outcome = again(BRANCH_05);
    outcome.thenFollows([
      { type: 'ProblemDispatched', data: { ...NOTICE, lead: BRANCH_05, afterContest: 'readdressed' } },
    ]);
    expect(outcome.state).toMatchObject({ id: ID, no: '2023-述职-03-02', branch: '03', lead: BRANCH_05 });
    expect(outcome.state?.contestedBy).toBeUndefined();
  });

  it('when a department leads, then it acknowledges, and the branch does not', () => {
    const toDepartment = specify(problem).given(...lifeUpTo('dispatched'), steps().contested, {
      ...steps().dispatched,
      data: { ...steps().dispatched.data, lead: SUPPORT, afterContest: 'readdressed' as const },
      circumstances: { on: '2024-02-01' },
    });
    toDepartment
      .when(acknowledge, plain, by('department', { unit: 'HR' }), {})
      .thenFollows([{ type: 'DispatchAcknowledged', data: plain }]);
    toDepartment.when(acknowledge, plain, by('branch-secretary'), {}).thenRefused('problem-not-found');
  });

  it('when whoever contested it decides, then it is refused', () => {
    again(undefined, by('office-head', { actor: 'secretary' })).thenRefused(
      'contester-may-not-dispatch',
      {},
      { kind: 'forbidden' },
    );
  });

  it('when it is dispatched once more and contested again, then the words stand in the log', () => {
    specify(problem)
      .given(...lifeUpTo('dispatched'))
      .when(contest, { ...plain, reason: '应由五支部牵头' }, by('branch-secretary'), {})
      .thenFollows([{ type: 'DispatchContested', data: { ...plain, reason: freeText('应由五支部牵头') } }]);
  });
});

describe('given a notice that names no date for the plan', () => {
  it('then it is the days for acknowledgement and plan after the dispatch', () => {
    const { planDueOn: _unnamed, ...notice } = NOTICE;
    // Friday; 3 + 15 working days of the default policy.
    const context = by('office-head', { occurredOn: '2024-01-26' });
    const outcome = specify(problem)
      .given()
      .when(dispatch, notice, context, { ...READ, opening: LISTED });
    expect(outcome.state?.deadlines.planDueOn).toBe('2024-02-21');
  });

  it('when the date named is before the dispatch, then it is refused', () => {
    specify(problem)
      .given()
      .when(dispatch, { ...NOTICE, planDueOn: '2024-06-30' }, by('office-head'), { ...READ, opening: LISTED })
      .thenRefused('due-before-dispatch', { dueOn: '2024-06-30' }, { path: 'planDueOn' });
  });
});
