import { context } from '#event-sourcing/testing/decider-kit.js';
import { adjourned, aReport, aReview, closed, delivered, enrolled, flagged, listApproved } from '../testing/given.js';
import { approveProblemList } from './problem-list.js';

const reports = new Map([['03', aReport(delivered(), flagged(1), flagged(2)).state]]);
const read = { reports, withdrawn: new Set<string>() };
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
      .when(approveProblemList, { ...approval, problems: ['2023-review-03-02', '2023-review-03-03'] }, later, read)
      .thenRefused('problem-not-flagged', { problem: '2023-review-03-03' }, { path: 'problems[1]' });
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
