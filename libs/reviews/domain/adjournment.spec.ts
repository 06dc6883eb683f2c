import { context } from '#event-sourcing/testing/decider-kit.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import type { ReportEvent } from '../events.js';
import { accepted, adjourned, aReport, aReview, delivered, enrolled, returned, submitted } from '../testing/given.js';
import { adjourn } from './adjournment.js';

const reports = (by: Record<string, Given<ReportEvent>[]>) =>
  new Map(Object.entries(by).map(([branch, events]) => [branch, aReport(...events).state]));

describe('adjourning the meeting', () => {
  const given = aReview(enrolled('03'), enrolled('05', 'video'), enrolled('07', 'written'), enrolled('09', 'written'));

  it('given every report delivered or handed in, then it is adjourned on that day', () => {
    given
      .when(
        adjourn,
        { year: 2023 },
        context(),
        reports({ '03': [delivered()], '05': [delivered()], '07': [submitted()], '09': [submitted(), accepted()] }),
      )
      .thenFollows([{ type: 'MeetingAdjourned', data: { year: 2023, on: '2024-01-20' } }]);
  });

  it('given reports that were not heard, then it is refused and names the branches', () => {
    given
      .when(
        adjourn,
        { year: 2023 },
        context(),
        reports({ '03': [delivered()], '05': [submitted(), accepted()], '07': [submitted(), returned()] }),
      )
      .thenRefused('reports-not-delivered', { branches: '05, 07, 09' });
  });

  it('given that it was adjourned, then it is refused', () => {
    aReview(adjourned()).when(adjourn, { year: 2023 }, context(), new Map()).thenRefused('meeting-adjourned');
  });

  it('given a report delivered later than that, or a day before the scheduling, then it is refused', () => {
    aReview(enrolled('03'))
      .when(adjourn, { year: 2023 }, context(), reports({ '03': [delivered('2024-01-21')] }))
      .thenRefused('occurred-before-last-step', { last: '2024-01-21' });
    aReview()
      .when(adjourn, { year: 2023 }, context({ occurredOn: '2023-12-19' }), new Map())
      .thenRefused('occurred-before-last-step', { last: '2023-12-20' });
  });
});
