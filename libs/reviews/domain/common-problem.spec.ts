import { context } from '#event-sourcing/testing/decider-kit.js';
import { adjourned, aReview, closed, commonRaised, enrolled, listApproved } from '../testing/given.js';
import { raiseCommonProblem } from './common-problem.js';

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
