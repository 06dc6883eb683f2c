import { context } from '#event-sourcing/testing/decider-kit.js';
import { adjourned, aReview, closed } from '../testing/given.js';
import { recordRoster, summariseOpinions } from './preparation.js';

describe('summarising opinions', () => {
  const opinions = { year: 2023, summary: '希望加强学习' };

  it('given a review, then the summary is recorded', () => {
    aReview()
      .when(summariseOpinions, opinions)
      .thenFollows([{ type: 'OpinionsSummarised', data: { year: 2023, summary: { text: '希望加强学习' } } }]);
  });

  it('given a day after the meeting, then it is refused', () => {
    aReview(adjourned())
      .when(summariseOpinions, opinions, context({ occurredOn: '2024-01-21' }))
      .thenRefused('meeting-adjourned', { on: '2024-01-20' });
  });
});

describe('recording the roster', () => {
  const members = { group: 'committee-members', due: 7, present: 6, excused: 1 } as const;
  const heads = { group: 'department-heads', due: 12, present: 10, excused: 1 } as const;

  it('given counts by group, then they are recorded, also after the meeting', () => {
    aReview(adjourned())
      .when(recordRoster, { year: 2023, groups: [members, heads] })
      .thenFollows([{ type: 'RosterRecorded', data: { year: 2023, groups: [members, heads] } }]);
  });

  it('given a group twice, then it is refused', () => {
    aReview()
      .when(recordRoster, { year: 2023, groups: [members, { ...members, due: 9 }] })
      .thenRefused('roster-group-repeated', { group: 'committee-members' }, { path: 'groups[1].group' });
  });

  it('given more present and excused than due, then it is refused', () => {
    aReview()
      .when(recordRoster, { year: 2023, groups: [members, { ...heads, present: 12 }] })
      .thenRefused('roster-exceeds-due', { group: 'department-heads', due: 12 }, { path: 'groups[1].due' });
  });

  it('given a closed review, then it is refused', () => {
    aReview(adjourned(), closed())
      .when(recordRoster, { year: 2023, groups: [members] })
      .thenRefused('review-closed');
  });
});
