import { freeText } from '#event-sourcing/event.js';
import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import { policy } from '#policy/published/policy.js';
import { by, ID, lifeUpTo, steps } from '../testing/lives.js';
import { grantExtension, refuseExtension, requestExtension } from './extension.js';
import { problem } from './problem.js';
import { submitRectification } from './rectification.js';

const READ = { policy: policy.initial };
const REQUEST = { problem: ID, dueOn: '2024-08-31', reason: '系统上线推迟' };
const { asked, granted, refused, atOnce } = steps();

describe('given a rectification due on 30 June 2024', () => {
  const running = specify(problem).given(...lifeUpTo('in-progress'));
  const ask = (occurredOn: string, some: object = {}, request = REQUEST) =>
    running.when(requestExtension, request, by('branch-secretary', { occurredOn, ...some }), READ);

  it('when it is asked for on the last day, then the request is taken', () => {
    ask('2024-06-30').thenFollows([
      { type: 'ExtensionRequested', data: { ...REQUEST, extension: 1, reason: freeText('系统上线推迟') } },
    ]);
  });

  it('when it is asked for a day later, then it is too late', () => {
    ask('2024-07-01').thenRefused('extension-asked-too-late', { dueOn: '2024-06-30', asked: '2024-07-01' });
  });

  it('when the request is entered within the grace of seven days, then the day counts on which it was asked for', () => {
    expect(ask('2024-06-30', { today: '2024-07-07' }).state?.openExtension?.extension).toBe(1);
    ask('2024-06-30', { today: '2024-07-08' }).thenRefused('extension-asked-too-late', {
      dueOn: '2024-06-30',
      asked: '2024-07-08',
    });
  });

  it('when it rests on a paper, then the day counts on which it was asked for, whenever it is entered', () => {
    const basis = { kind: 'application', date: '2024-06-30' };
    expect(ask('2024-06-30', { today: '2024-08-01', basis }).state?.openExtension?.extension).toBe(1);
  });

  it('when the policy has a shorter grace, then that one counts', () => {
    const values = { ...policyValues(), lateEntryGraceDays: 1 };
    const short = { policy: { adopted: [{ version: 1, values, from: '2024-01-01' }] } };
    running
      .when(requestExtension, REQUEST, by('branch-secretary', { occurredOn: '2024-06-30', today: '2024-07-02' }), short)
      .thenRefused('extension-asked-too-late');
  });

  it('when the new date is not later, then it is refused', () => {
    ask('2024-06-01', {}, { ...REQUEST, dueOn: '2024-06-30' }).thenRefused(
      'extension-not-later',
      { dueOn: '2024-06-30' },
      { path: 'dueOn' },
    );
  });

  it('when one request waits, then there is no second one', () => {
    specify(problem)
      .given(...lifeUpTo('in-progress'), asked)
      .when(requestExtension, REQUEST, by('branch-secretary', { occurredOn: '2024-06-01' }), READ)
      .thenRefused('extension-already-requested', { extension: 1 });
  });
});

const policyValues = () => ({
  approveListDays: 1,
  dispatchDays: 1,
  acknowledgeDays: 1,
  planDays: 1,
  approvePlanDays: 1,
  verifyDays: 1,
  closeDays: 1,
  acceptDays: 1,
  nearDueDays: 1,
  lateEntryGraceDays: 7,
});

describe('given a rectification at once that came back', () => {
  it('then it may be extended from the date that the plan would have had', () => {
    const { opened, dispatched, acknowledged } = steps();
    const back = event(
      'RectificationReturned',
      { problem: ID, submission: 1, reason: freeText('不彻底') },
      { on: '2024-02-05' },
    );
    const returned = specify(problem).given(opened, dispatched, acknowledged, atOnce, back);
    expect(returned.state?.deadlines).toEqual({
      planDueOn: '2024-02-20',
      dueOn: '2024-02-20',
      originalDueOn: '2024-02-20',
    });
    returned.when(submitRectification, { problem: ID, summary: '已整改' }, by('branch-secretary'), {}).thenFollows([
      {
        type: 'RectificationSubmitted',
        data: { problem: ID, submission: 2, summary: freeText('已整改'), atOnce: true, evidence: [] },
      },
    ]);
  });
});

describe('given a plan without a date', () => {
  const { planned, ...rest } = steps(true);
  const { dueOn: _none, ...undated } = planned.data;
  const begun = [
    rest.opened,
    rest.dispatched,
    rest.acknowledged,
    event('PlanSubmitted', undated, planned.circumstances),
    rest.approved,
  ] as const;

  it('when an extension is asked for, then there is nothing to extend', () => {
    specify(problem)
      .given(...begun)
      .when(requestExtension, REQUEST, by('branch-secretary', { occurredOn: '2024-06-01' }), READ)
      .thenRefused('no-date-to-extend');
  });

  it('when one was asked for all the same, then there is nothing to grant', () => {
    specify(problem)
      .given(...begun, asked)
      .when(grantExtension, { problem: ID, extension: 1 }, by('office-head'), {})
      .thenRefused('no-date-to-extend');
  });
});

describe('given an extension asked for', () => {
  const waiting = specify(problem).given(...lifeUpTo('in-progress'), asked);
  const answer = { problem: ID, extension: 1 };

  it('when it is granted, then the date moves and the original stays visible', () => {
    const outcome = waiting.when(grantExtension, answer, by('office-head'), {});
    outcome.thenFollows([
      { type: 'ExtensionGranted', data: { ...answer, dueOn: '2024-08-31', formerDueOn: '2024-06-30' } },
    ]);
    expect(outcome.state?.deadlines).toMatchObject({ dueOn: '2024-08-31', originalDueOn: '2024-06-30' });
  });

  it('when it is refused, then nothing changes', () => {
    const outcome = waiting.when(refuseExtension, { ...answer, reason: '不充分' }, by('office-head'), {});
    outcome.thenFollows([{ type: 'ExtensionRefused', data: { ...answer, reason: freeText('不充分') } }]);
    expect(outcome.state).toMatchObject({ status: 'in-progress', deadlines: { dueOn: '2024-06-30' } });
  });

  it('when whoever asked answers, then it is refused', () => {
    const same = by('office-head', { actor: 'secretary' });
    waiting.when(grantExtension, answer, same, {}).thenRefused('asker-may-not-answer-extension');
    waiting
      .when(refuseExtension, { ...answer, reason: '不充分' }, same, {})
      .thenRefused('asker-may-not-answer-extension');
  });

  it('when another number is answered, then it does not exist', () => {
    waiting
      .when(grantExtension, { ...answer, extension: 2 }, by('office-head'), {})
      .thenRefused('extension-not-found', { extension: 2 }, { kind: 'not-found' });
  });

  it.each([granted, refused])('when it was answered already ($type), then it is refused', (before) => {
    specify(problem)
      .given(...lifeUpTo('in-progress'), asked, before)
      .when(grantExtension, answer, by('office-head'), {})
      .thenRefused('extension-already-answered', { extension: 1 });
  });
});

describe('given an extension granted, and another asked for', () => {
  const second = event(
    'ExtensionRequested',
    { problem: ID, extension: 2, dueOn: '2024-10-31', reason: freeText('再次推迟') },
    { on: '2024-06-20', actor: 'secretary' },
  );
  const waiting = specify(problem).given(...lifeUpTo('in-progress'), asked, granted, second);

  it('when the head of the office answers, then it takes the chair', () => {
    waiting
      .when(grantExtension, { problem: ID, extension: 2 }, by('office-head'), {})
      .thenRefused('second-extension-by-chair', {}, { kind: 'forbidden' });
    waiting
      .when(refuseExtension, { problem: ID, extension: 2, reason: '不' }, by('office-head'), {})
      .thenRefused('second-extension-by-chair');
  });

  it('when the chair grants it, then the former date is the extended one', () => {
    waiting.when(grantExtension, { problem: ID, extension: 2 }, by('chair'), {}).thenFollows([
      {
        type: 'ExtensionGranted',
        data: { problem: ID, extension: 2, dueOn: '2024-10-31', formerDueOn: '2024-08-31' },
      },
    ]);
  });

  it('when the first was refused, then the head of the office answers', () => {
    specify(problem)
      .given(...lifeUpTo('in-progress'), asked, refused, second)
      .when(grantExtension, { problem: ID, extension: 2 }, by('office-head'), {})
      .thenFollows([
        {
          type: 'ExtensionGranted',
          data: { problem: ID, extension: 2, dueOn: '2024-10-31', formerDueOn: '2024-06-30' },
        },
      ]);
  });
});
