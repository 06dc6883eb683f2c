import { specify } from '#event-sourcing/testing/decider-kit.js';
import { policy } from '#policy/published/policy.js';
import { workCalendar } from '#policy/published/work-calendar.js';
import { BRANCH_03, BRANCH_05, by, ID, lifeUpTo, LISTED, measure, steps } from '../testing/lives.js';
import { close } from './closing.js';
import { acknowledge, dispatch } from './dispatch.js';
import { submitPlan } from './plan.js';
import { problem } from './problem.js';
import { raise } from './raising.js';
import { verifyRectification } from './rectification.js';

const plain = { problem: ID };
const READ = { policy: policy.initial, calendar: workCalendar.initial };
const NOTICE = { problem: ID, noticeNumber: '整改通知〔2024〕1号', planDueOn: '2024-07-20' };
/** Branch 03 became part of branch 05. */
const passings = [{ from: '03', to: '05', on: '2024-06-15' }];
const of05 = (occurredOn = '2024-07-01') => by('branch-secretary', { unit: '05', occurredOn });

describe('given a problem led by a branch that became part of another', () => {
  const dispatched = specify(problem).given(...lifeUpTo('dispatched'));

  it('when the successor acts, then it is its own; the predecessor has none any more', () => {
    dispatched
      .when(acknowledge, plain, of05(), { passings })
      .thenFollows([{ type: 'DispatchAcknowledged', data: plain }]);
    dispatched.when(acknowledge, plain, by('branch-secretary'), { passings }).thenRefused('problem-not-found');
    dispatched.when(acknowledge, plain, of05(), { passings: [] }).thenRefused('problem-not-found');
  });

  it('when an act of a day before is entered late, then the predecessor led it on that day', () => {
    dispatched
      .when(acknowledge, plain, by('branch-secretary', { occurredOn: '2024-06-14' }), { passings })
      .thenFollows([{ type: 'DispatchAcknowledged', data: plain }]);
    dispatched.when(acknowledge, plain, of05('2024-06-14'), { passings }).thenRefused('problem-not-found');
  });

  it('when the successor plans, then it leads the measures unless told', () => {
    const { leadUnit: _own, measure: _n, words: _w, expectedResult: _r, ...rest } = measure();
    const planned = { ...rest, words: '核对', expectedResult: '齐全', dueOn: '2024-12-31' };
    const plan = {
      ...plain,
      cause: '制度不健全',
      adoptedBy: '支部委员会',
      adoptedOn: '2024-06-20',
      measures: [planned],
    };
    const { state } = specify(problem)
      .given(...lifeUpTo('acknowledged'))
      .when(submitPlan, plan, of05(), { passings });
    expect(state?.measures[0]?.leadUnit).toEqual(BRANCH_05);
  });

  it('when it is dispatched, then to the successor', () => {
    const { state } = specify(problem)
      .given()
      .when(dispatch, NOTICE, by('office-head'), { ...READ, opening: LISTED, passings });
    expect(state).toMatchObject({ branch: '03', lead: BRANCH_05 });
  });

  it('when somebody who belonged to the predecessor judges it, then that is refused as well', () => {
    const { opened, dispatched: sent, acknowledged, atOnce } = steps();
    const verified = { ...plain, finding: '属实' };
    for (const affiliation of ['03', '05'])
      specify(problem)
        .given(opened, sent, acknowledged, atOnce)
        .when(verifyRectification, verified, by('office-clerk', { affiliation }), { passings })
        .thenRefused('recused', { unit: affiliation });
  });

  it('when it is closed, then by the contact-point leader of the successor', () => {
    const leader = (unit: string) => by('committee-member', { unit });
    const verified = specify(problem).given(...lifeUpTo('verified'));
    verified.when(close, plain, leader('05'), { passings }).thenFollows([{ type: 'ProblemClosed', data: plain }]);
    verified.when(close, plain, leader('03'), { passings }).thenRefused('problem-not-found');
  });
});

describe('given a branch that has ended', () => {
  it('when a problem is sent to it by name, then its successor is to be named', () => {
    specify(problem)
      .given()
      .when(dispatch, { ...NOTICE, lead: BRANCH_03 }, by('office-head'), {
        ...READ,
        opening: LISTED,
        leadEndedOn: '2024-06-15',
      })
      .thenRefused('branch-ended', { code: '03', on: '2024-06-15' }, { path: 'lead' });
  });

  it('when a problem is raised with it, or led by it, then that is refused', () => {
    const request = { year: 2024, branch: '03', source: 'check', category: '组织生活', statement: '记录不全' } as const;
    const read = { branchExists: true, n: 1, earlier: new Map() };
    const given = specify(problem).given();
    given
      .when(raise, request, by('office-clerk'), { ...read, endedOn: '2024-06-15' })
      .thenRefused('branch-ended', { code: '03', on: '2024-06-15' }, { path: 'branch' });
    given
      .when(raise, { ...request, lead: BRANCH_05 }, by('office-clerk'), { ...read, leadEndedOn: '2024-06-15' })
      .thenRefused('branch-ended', { code: '05', on: '2024-06-15' }, { path: 'lead' });
  });
});
