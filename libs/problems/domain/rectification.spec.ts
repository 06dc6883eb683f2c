import { freeText } from '#event-sourcing/event.js';
import { specify } from '#event-sourcing/testing/decider-kit.js';
import { by, ID, lifeUpTo } from '../testing/lives.js';
import { problem } from './problem.js';
import { returnRectification, submitRectification, takeBackSubmission, verifyRectification } from './rectification.js';

const EVIDENCE = { kind: 'document', title: '台账', date: '2024-06-30', number: '12', place: '档案室' } as const;

describe('given a rectification in progress', () => {
  it('when it is submitted, then with its evidence, and not as at once', () => {
    specify(problem)
      .given(...lifeUpTo('in-progress'))
      .when(submitRectification, { problem: ID, summary: '已整改', evidence: [EVIDENCE] }, by('branch-secretary'), {})
      .thenFollows([
        {
          type: 'RectificationSubmitted',
          data: {
            problem: ID,
            submission: 1,
            summary: freeText('已整改'),
            atOnce: false,
            evidence: [{ ...EVIDENCE, title: freeText('台账') }],
          },
        },
      ]);
  });
});

describe('given an acknowledged problem', () => {
  it('when it is submitted without a plan, then it is done at once and was due when the plan was', () => {
    const outcome = specify(problem)
      .given(...lifeUpTo('acknowledged'))
      .when(submitRectification, { problem: ID, summary: '立行立改' }, by('branch-secretary'), {});
    outcome.thenFollows([
      {
        type: 'RectificationSubmitted',
        data: { problem: ID, submission: 1, summary: freeText('立行立改'), atOnce: true, evidence: [] },
      },
    ]);
    expect(outcome.state?.deadlines.dueOn).toBe('2024-02-20');
  });
});

describe('given a submission', () => {
  const submitted = specify(problem).given(...lifeUpTo('submitted'));
  const verify = (context = by('office-clerk')) =>
    submitted.when(verifyRectification, { problem: ID, finding: '属实' }, context, {});
  const sendBack = (context = by('office-clerk')) =>
    submitted.when(returnRectification, { problem: ID, reason: '不彻底' }, context, {});

  it('when somebody else verifies or returns it, then this very submission is meant', () => {
    verify().thenFollows([
      { type: 'RectificationVerified', data: { problem: ID, submission: 1, finding: freeText('属实') } },
    ]);
    sendBack().thenFollows([
      { type: 'RectificationReturned', data: { problem: ID, submission: 1, reason: freeText('不彻底') } },
    ]);
  });

  it.each(['03', 'HR'])(
    'when the judge belongs to unit %s, which leads or supports, then it is refused',
    (affiliation) => {
      verify(by('office-clerk', { affiliation })).thenRefused('recused', { unit: affiliation }, { kind: 'forbidden' });
      sendBack(by('office-clerk', { affiliation })).thenRefused('recused');
    },
  );

  it('when the judge belongs to another unit, then it is taken', () => {
    expect(verify(by('office-clerk', { affiliation: '05' })).state?.status).toBe('verified');
  });

  it('when whoever submitted judges, then it is refused', () => {
    verify(by('office-clerk', { actor: 'secretary' })).thenRefused('submitter-may-not-verify');
    sendBack(by('office-clerk', { actor: 'secretary' })).thenRefused('submitter-may-not-verify');
  });

  it('when the account that recorded it judges without a paper, then it is refused', () => {
    verify(by('office-clerk', { recordedBy: 'secretary' })).thenRefused('separation-needs-basis');
  });

  it('when the unit takes it back, then the next one has the next number', () => {
    const outcome = submitted.when(takeBackSubmission, { problem: ID }, by('branch-secretary'), {});
    outcome.thenFollows([{ type: 'SubmissionTakenBack', data: { problem: ID, submission: 1 } }]);
    expect(outcome.state).toMatchObject({ status: 'in-progress', submissions: 1 });
  });

  it('when another branch takes it back, then it does not exist', () => {
    submitted
      .when(takeBackSubmission, { problem: ID }, by('branch-secretary', { unit: '05' }), {})
      .thenRefused('problem-not-found');
  });
});
