import { specify } from '#event-sourcing/testing/decider-kit.js';
import { event } from '#event-sourcing/testing/given-event.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import { policy } from '#policy/published/policy.js';
import { workCalendar } from '#policy/published/work-calendar.js';
import { BRANCH_03, BRANCH_05, by, FLAGGED, ID, lifeUpTo, LISTED, MERGED, steps, SUPPORT } from '../testing/lives.js';
import type { ProblemEvent } from '../events.js';
import { dispatch } from './dispatch.js';
import { issueNotice, notice } from './notice.js';
import type { ToDispatch } from './notice.js';
import { problem } from './problem.js';

const OTHER = '2023-review-03-04';
const listed: ToDispatch = { state: undefined, opening: LISTED };
const rules = { policy: policy.initial, calendar: workCalendar.initial };
const read = (first: ToDispatch = listed, second: ToDispatch = listed) => ({
  ...rules,
  problems: new Map([
    [ID, first],
    [OTHER, second],
  ]),
});
const ISSUE = { noticeNumber: '整改通知〔2024〕3号', unit: BRANCH_03, planDueOn: '2024-02-20', problems: [ID, OTHER] };
const head = by('office-head', { occurredOn: '2024-01-29' });
const none = specify(notice).given();
const issued = specify(notice).given(event('NoticeIssued', ISSUE));

/** A problem as its own stream has it. */
const state = (...life: readonly Given<ProblemEvent>[]) => specify(problem).given(...life).state;

describe('a notice to one unit', () => {
  it('given listed problems of that unit, then it is one fact that names them all', () => {
    none.when(issueNotice, ISSUE, head, read()).thenFollows([{ type: 'NoticeIssued', data: ISSUE }]);
  });

  it('without a date, then the policy’s working days hold for all of them', () => {
    const { planDueOn: _none, ...undated } = ISSUE;
    none
      .when(issueNotice, undated, head, read())
      .thenFollows([{ type: 'NoticeIssued', data: { ...ISSUE, planDueOn: '2024-02-22' } }]);
  });

  it.each<[string, ToDispatch, string]>([
    ['is not approved yet', { state: undefined, opening: FLAGGED }, 'problem-not-in-status'],
    ['does not exist', { state: undefined }, 'problem-not-found'],
    ['was merged', { state: undefined, opening: MERGED }, 'problem-merged'],
    ['was dispatched before', { state: state(...lifeUpTo('dispatched')) }, 'problem-not-in-status'],
  ])('given one that %s, then nothing is issued, and its place is told', (_, second, code) => {
    none.when(issueNotice, ISSUE, head, read(listed, second)).thenRefused(code, {}, { path: 'problems[1]' });
  });

  it('given one that another unit leads, then it is refused, unless that unit contested it', () => {
    const toOther = { ...ISSUE, unit: BRANCH_05 };
    none
      .when(issueNotice, toOther, head, read())
      .thenRefused('problem-of-other-unit', { problem: ID, unit: '03' }, { path: 'problems[0]' });
    const contested = { state: state(...lifeUpTo('dispatched'), steps().contested) };
    none
      .when(issueNotice, { ...toOther, problems: [ID] }, head, read(contested))
      .thenFollows([{ type: 'NoticeIssued', data: { ...toOther, problems: [ID] } }]);
  });

  it('given one twice, or a date before the notice, then it is refused', () => {
    none
      .when(issueNotice, { ...ISSUE, problems: [ID, ID] }, head, read())
      .thenRefused('problem-repeated', {}, { path: 'problems[1]' });
    none
      .when(issueNotice, { ...ISSUE, planDueOn: '2024-01-28' }, head, read())
      .thenRefused('due-before-dispatch', {}, { path: 'planDueOn' });
  });
});

describe('a number under which a notice was issued', () => {
  const notified = BRANCH_03;

  it('is for that unit alone, whether by notice or by dispatch', () => {
    issued
      .when(issueNotice, { ...ISSUE, unit: SUPPORT, problems: ['2023-review-05-01'] }, head, { ...read(), notified })
      .thenRefused('notice-of-other-unit', { unit: '03' }, { path: 'noticeNumber' });
    specify(problem)
      .given()
      .when(dispatch, { problem: ID, noticeNumber: '3号', lead: BRANCH_05 }, head, { ...rules, ...listed, notified })
      .thenRefused('notice-of-other-unit', { noticeNumber: '3号', unit: '03' }, { path: 'noticeNumber' });
  });

  it('takes no further problem, and sends out again what it names', () => {
    issued
      .when(issueNotice, { ...ISSUE, problems: [ID, '2023-review-03-07'] }, head, { ...read(), notified })
      .thenRefused('notice-already-issued', {}, { path: 'noticeNumber' });
    issued.when(issueNotice, { ...ISSUE, problems: [OTHER] }, head, { ...read(), notified }).thenFollows([]);
  });
});
