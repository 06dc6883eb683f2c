import { context } from '#event-sourcing/testing/decider-kit.js';
import { adjourned, aReport, aReview, closed, delivered, enrolled, flagged, listApproved } from '../testing/given.js';
import { commonRaised, merged, split } from '../testing/given.js';
import { approveProblemList } from './problem-list.js';

const reports = new Map([['03', aReport(delivered(), flagged(1), flagged(2)).state]]);
const read = { reports, withdrawn: new Set<string>() };
const both = ['2023-review-03-01', '2023-review-03-02'];
const approval = { year: 2023, problems: ['2023-review-03-02'], documentNumber: '党发〔2024〕2号' };
const later = context({ occurredOn: '2024-01-26' });

describe('approving the problem list', () => {
  it('given problems flagged in the review, then they are approved, in several batches too', () => {
    aReview(enrolled('03'), adjourned(), listApproved('2023-review-03-01'))
      .when(approveProblemList, approval, later, read)
      .thenFollows([{ type: 'ProblemListApproved', data: { ...approval, approvedOn: '2024-01-26' } }]);
  });

  it('given a problem approved before, then it is refused', () => {
    aReview(enrolled('03'), adjourned(), listApproved('2023-review-03-01', '2023-review-03-02'))
      .when(approveProblemList, approval, later, read)
      .thenRefused('problem-already-listed', { problem: '2023-review-03-02' }, { path: 'problems[0]' });
  });

  const given = aReview(enrolled('03'), adjourned());

  it('given a problem that was not flagged, then it is refused', () => {
    given
      .when(approveProblemList, { ...approval, problems: [...both, '2023-review-03-03'] }, later, read)
      .thenRefused('problem-not-flagged', { problem: '2023-review-03-03' }, { path: 'problems[2]' });
  });

  it('given a problem twice, then it is refused', () => {
    given
      .when(approveProblemList, { ...approval, problems: ['2023-review-03-02', '2023-review-03-02'] }, later, read)
      .thenRefused('problem-repeated', {}, { path: 'problems[1]' });
  });

  it('given a problem that was withdrawn, then it is refused', () => {
    given
      .when(approveProblemList, approval, later, { reports, withdrawn: new Set(['2023-review-03-02']) })
      .thenRefused('problem-already-withdrawn');
  });

  it('given a problem left out that was not withdrawn, then it is refused', () => {
    given
      .when(approveProblemList, approval, later, read)
      .thenRefused('problems-left-out', { problems: '2023-review-03-01' }, { path: 'problems' });
    given
      .when(approveProblemList, approval, later, { reports, withdrawn: new Set(['2023-review-03-01']) })
      .thenFollows([expect.objectContaining({ type: 'ProblemListApproved' })]);
  });

  it('given problems that were split and merged, then it takes those that stand', () => {
    const worded = new Map([['03', aReport(delivered(), flagged(1), split(1, 2, 3), merged(1, 2)).state]]);
    const asWorded = { reports: worded, withdrawn: new Set<string>() };
    const stand = ['2023-review-03-01', '2023-review-03-03'];
    given
      .when(approveProblemList, { ...approval, problems: stand }, later, asWorded)
      .thenFollows([expect.objectContaining({ data: expect.objectContaining({ problems: stand }) })]);
    given
      .when(approveProblemList, { ...approval, problems: both }, later, asWorded)
      .thenRefused(
        'problem-merged',
        { problem: '2023-review-03-02', into: '2023-review-03-01' },
        { path: 'problems[1]' },
      );
    given
      .when(approveProblemList, { ...approval, problems: stand }, context({ occurredOn: '2024-01-22' }), asWorded)
      .thenRefused('occurred-before-last-step', { last: '2024-01-23' });
  });

  it('given a common problem, then its children are on the list like any other', () => {
    const problems = [...both, '2023-common-03-01', '2023-common-05-01'];
    const common = aReview(enrolled('03'), commonRaised(), adjourned());
    common
      .when(approveProblemList, { ...approval, problems }, later, read)
      .thenFollows([expect.objectContaining({ data: expect.objectContaining({ problems }) })]);
    common
      .when(approveProblemList, { ...approval, problems: both }, later, read)
      .thenRefused('problems-left-out', { problems: '2023-common-03-01, 2023-common-05-01' });
  });

  it('given that the meeting goes on, then it is refused', () => {
    aReview(enrolled('03')).when(approveProblemList, approval, later, read).thenRefused('meeting-not-adjourned');
  });

  it('given a day before the meeting ended, then it is refused', () => {
    given
      .when(approveProblemList, approval, context({ occurredOn: '2024-01-19' }), read)
      .thenRefused('occurred-before-last-step');
  });

  it('given a closed review, then it is refused', () => {
    aReview(enrolled('03'), adjourned(), closed())
      .when(approveProblemList, approval, context({ occurredOn: '2024-02-01' }), read)
      .thenRefused('review-closed');
  });
});
