import { context, event } from '#event-sourcing/testing/decider-kit.js';
import { adjourned, aReview, closed, commonRaised, enrolled, listApproved } from '../testing/given.js';
import { approveProblemList } from './problem-list.js';
import { raiseCommonProblem, restateCommonChild } from './common-problem.js';

const read = { branches: new Set(['03', '05']) };
const raising = {
  year: 2023,
  statement: '批评辣味不足',
  category: '组织生活',
  units: [{ branch: '03' }, { branch: '05', lead: { kind: 'department', code: 'HR' } as const }],
};

describe('raising a common problem', () => {
  it('given a review, then it is said once, and each unit has a problem of its own', () => {
    aReview(enrolled('03'), commonRaised())
      .when(raiseCommonProblem, raising, context(), read)
      .thenFollows([
        {
          type: 'CommonProblemRaised',
          data: {
            year: 2023,
            common: '2023-common-02',
            no: '2023-共性-02',
            statement: { text: '批评辣味不足' },
            category: '组织生活',
            children: [
              { branch: '03', problem: '2023-common-03-02', no: '2023-共性-03-02' },
              {
                branch: '05',
                problem: '2023-common-05-02',
                no: '2023-共性-05-02',
                lead: { kind: 'department', code: 'HR' },
              },
            ],
          },
        },
      ]);
  });

  it('given a unit that does not exist or is named twice, then it is refused by its place', () => {
    const given = aReview(enrolled('03'));
    given
      .when(raiseCommonProblem, { ...raising, units: [{ branch: '03' }, { branch: '09' }] }, context(), read)
      .thenRefused('branch-not-found', { code: '09' }, { path: 'units[1].branch' });
    given
      .when(raiseCommonProblem, { ...raising, units: [{ branch: '03' }, { branch: '03' }] }, context(), read)
      .thenRefused('branch-repeated', { branch: '03' }, { path: 'units[1].branch' });
  });

  it('given that the meeting ended, then it is still taken, until the list is approved', () => {
    const later = context({ occurredOn: '2024-01-26' });
    aReview(enrolled('03'), adjourned())
      .when(raiseCommonProblem, raising, later, read)
      .thenFollows([expect.objectContaining({ type: 'CommonProblemRaised' })]);
    aReview(enrolled('03'), adjourned(), listApproved('2023-review-03-01'))
      .when(raiseCommonProblem, raising, later, read)
      .thenRefused('problem-list-approved');
  });

  it('given a closed review, then it is refused', () => {
    aReview(enrolled('03'), adjourned(), closed())
      .when(raiseCommonProblem, raising, context({ occurredOn: '2024-02-01' }), read)
      .thenRefused('review-closed');
  });
});

describe('restating one unit’s part of a common problem', () => {
  const restating = { year: 2023, problem: '2023-common-03-01', statement: '三名党员以希望代替批评', reason: '具体化' };
  const fresh = { actedUpon: false };
  const later = context({ occurredOn: '2024-01-22' });

  it('given that it is not listed, then its words change, and nobody else’s', () => {
    const outcome = aReview(enrolled('03'), commonRaised()).when(restateCommonChild, restating, later, fresh);
    outcome.thenFollows([
      {
        type: 'CommonChildRestated',
        data: {
          year: 2023,
          branch: '03',
          common: '2023-common-01',
          problem: '2023-common-03-01',
          statement: { text: '三名党员以希望代替批评' },
          reason: { text: '具体化' },
        },
      },
    ]);
    expect([...outcome.state.children.keys()]).toEqual(['2023-common-03-01', '2023-common-05-01']);
  });

  it('given a list that would have been approved before, then that is refused', () => {
    const { year, problem, statement } = restating;
    const data = { year, branch: '03', common: '2023-common-01', problem, statement: { text: statement } };
    const restated = event('CommonChildRestated', data, { on: '2024-01-24' });
    const approving = { year: 2023, problems: ['2023-common-03-01', '2023-common-05-01'], documentNumber: '1号' };
    aReview(enrolled('03'), commonRaised(), adjourned(), restated)
      .when(approveProblemList, approving, context({ occurredOn: '2024-01-23' }), {
        reports: new Map(),
        withdrawn: new Set<string>(),
      })
      .thenRefused('occurred-before-last-step');
  });

  it('given one that is 限班子, then only in words that are so too, and the other way round', () => {
    const narrow = context({ occurredOn: '2024-01-22', level: 'committee-only' });
    const hidden = { ...commonRaised(), circumstances: { on: '2024-01-20', level: 'committee-only' } };
    const given = aReview(enrolled('03'), hidden);
    given.when(restateCommonChild, restating, later, fresh).thenRefused('level-differs', {}, { path: 'level' });
    given.when(restateCommonChild, restating, narrow, fresh).thenFollows([expect.anything() as never]);
    aReview(enrolled('03'), commonRaised())
      .when(restateCommonChild, restating, narrow, fresh)
      .thenRefused('level-differs');
  });

  it('given that it was listed, or something was done on it, then it is refused', () => {
    const listed = aReview(enrolled('03'), commonRaised(), adjourned(), listApproved('2023-common-03-01'));
    listed
      .when(restateCommonChild, restating, context({ occurredOn: '2024-01-26' }), fresh)
      .thenRefused('problem-already-listed');
    const raised = aReview(enrolled('03'), commonRaised());
    raised.when(restateCommonChild, restating, later, { actedUpon: true }).thenRefused('problem-acted-upon');
    raised
      .when(restateCommonChild, { ...restating, problem: '2023-common-09-01' }, later, fresh)
      .thenRefused('problem-not-flagged', { problem: '2023-common-09-01', year: 2023 }, { kind: 'not-found' });
  });

  it('given that it is said to have been before the common problem was raised, then it is refused', () => {
    aReview(enrolled('03'), commonRaised())
      .when(restateCommonChild, restating, context({ occurredOn: '2024-01-19' }), fresh)
      .thenRefused('occurred-before-last-step');
  });
});
