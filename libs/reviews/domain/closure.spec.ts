import { context, event } from '#event-sourcing/testing/decider-kit.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import type { ReportEvent } from '../events.js';
import {
  adjourned,
  aReport,
  aReview,
  closed,
  delivered,
  enrolled,
  flagged,
  goalRef,
  key,
  listApproved,
  problemRef,
  submitted,
} from '../testing/given.js';
import { closeReview } from './closure.js';

const given = aReview(enrolled('03'), adjourned(), listApproved('2023-review-03-01'));
const later = context({ occurredOn: '2024-01-30' });
const read = (withdrawn: string[], ...events: Given<ReportEvent>[]) => ({
  reports: new Map([['03', aReport(...events).state]]),
  withdrawn: new Set(withdrawn),
});

describe('closing the review', () => {
  it('given every answer supplied or excused, every problem listed or withdrawn, then it is closed', () => {
    const answer = { text: '已完成' };
    given
      .when(
        closeReview,
        { year: 2023 },
        later,
        read(
          ['2023-review-03-02'],
          delivered('2024-01-20', problemRef, goalRef),
          flagged(1),
          flagged(2),
          event('MissingAnswerSupplied', { ...key, item: problemRef, answer }),
          event('MissingAnswerExcused', { ...key, item: goalRef, reason: answer }),
        ),
      )
      .thenFollows([{ type: 'ReviewClosed', data: { year: 2023 } }]);
  });

  it('given a report that was not delivered, then it names the branch', () => {
    given
      .when(closeReview, { year: 2023 }, later, read([], submitted()))
      .thenRefused('reports-not-delivered', { branches: '03' });
  });

  it('given missing answers, then it names them', () => {
    given
      .when(closeReview, { year: 2023 }, later, read([], delivered('2024-01-20', problemRef, goalRef)))
      .thenRefused('answers-missing', { items: '03: 2022-review-03-01, 03: 2022-goal-03-01' });
  });

  it('given problems that nobody decided on, then it names them', () => {
    given
      .when(closeReview, { year: 2023 }, later, read([], delivered(), flagged(1), flagged(2)))
      .thenRefused('problems-not-listed', { problems: '2023-review-03-02' });
  });

  it('given that the meeting goes on, or a day before the last step, then it is refused', () => {
    aReview(enrolled('03'))
      .when(closeReview, { year: 2023 }, later, read([], delivered()))
      .thenRefused('meeting-not-adjourned');
    given
      .when(closeReview, { year: 2023 }, context({ occurredOn: '2024-01-24' }), read([], delivered()))
      .thenRefused('occurred-before-last-step');
  });

  it('given that it is closed, then it is refused', () => {
    aReview(adjourned(), closed())
      .when(closeReview, { year: 2023 }, later, read([], delivered()))
      .thenRefused('review-closed');
  });
});
