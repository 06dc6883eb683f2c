import { specify } from '#event-sourcing/testing/decider-kit.js';
import { aReview } from '../testing/given.js';
import { review } from './review.js';
import { schedule } from './scheduling.js';

const scheduling = {
  year: 2023,
  committee: '集团党委',
  title: '2023年度述职评议会',
  plannedOn: '2024-01-20',
  presider: 'chair',
};

describe('scheduling a review', () => {
  it('given none of that year, then it is scheduled', () => {
    specify(review)
      .given()
      .when(schedule, { ...scheduling, place: '三楼会议室' })
      .thenFollows([{ type: 'ReviewScheduled', data: { ...scheduling, place: '三楼会议室' } }]);
  });

  it('given one of that year, then it is refused', () => {
    aReview().when(schedule, scheduling).thenRefused('review-already-scheduled', { year: 2023 }, { path: 'year' });
  });

  it.each(['2022-12-31', '2025-01-01'])('given a meeting on %s, then it is refused', (plannedOn) => {
    specify(review)
      .given()
      .when(schedule, { ...scheduling, plannedOn })
      .thenRefused('planned-outside-year', { year: 2023, next: 2024 }, { path: 'plannedOn' });
  });
});
