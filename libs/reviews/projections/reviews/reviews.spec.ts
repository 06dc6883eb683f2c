import { describe, expect, it } from '@jest/globals';
import { freeText } from '#event-sourcing/event.js';
import { event, inStream, project } from '#event-sourcing/testing/projection-kit.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import type { ReviewEvent } from '../../events.js';
import { reviews } from './reviews.projection.js';

const year = 2023;
const ofReview = (...events: readonly Given<ReviewEvent>[]) =>
  inStream<Given<ReviewEvent>>('review-2023', { year }, ...events);

const scheduled = event('ReviewScheduled', {
  year,
  committee: '集团党委',
  title: '2023年度述职评议会',
  plannedOn: '2024-01-18',
  presider: 'p-deputy',
});

const given = project(reviews).given(ofReview(scheduled));

describe('the row of a review', () => {
  it('begins with its scheduling', () => {
    given.thenRows({
      '2023': {
        key: '2023',
        year,
        committee: '集团党委',
        title: '2023年度述职评议会',
        plannedOn: '2024-01-18',
        place: null,
        parts: { presider: 'p-deputy' },
        branches: [],
        roster: [],
        opinions: null,
        achievements: [],
        requirements: [],
        commonProblems: [],
        adjournedOn: null,
        problemLists: [],
        closedOn: null,
        length: 1,
      },
    });
  });

  it('takes the newest roster, and adds to what was summed up and required', () => {
    const group = { group: 'cadres', due: 10, present: 9, excused: 1 } as const;
    given
      .when(
        ofReview(
          event('RosterRecorded', { year, groups: [{ ...group, present: 8 }] }),
          event('RosterRecorded', { year, groups: [group] }),
          event('SummaryGiven', { year, achievements: [freeText('一')] }),
          event('SummaryGiven', { year, achievements: [freeText('二')] }),
          event('RequirementIssued', {
            year,
            requirement: '2023-requirement-01',
            no: '2023-要求-01',
            number: 1,
            heading: freeText('坚定立场'),
            points: [freeText('甲'), freeText('乙')],
            addressees: { kind: 'branches' },
            units: ['03'],
          }),
        ),
      )
      .thenChanged({
        '2023': {
          roster: [group],
          achievements: [
            { words: '一', level: 'internal' },
            { words: '二', level: 'internal' },
          ],
          requirements: [
            {
              id: '2023-requirement-01',
              no: '2023-要求-01',
              number: 1,
              heading: '坚定立场',
              level: 'internal',
              points: ['甲', '乙'],
              addressees: { kind: 'branches' },
              units: ['03'],
              dueOn: null,
            },
          ],
          length: 6,
        },
      });
  });

  it('knows when the meeting ended, which lists were approved, and that it is closed', () => {
    const list = { approvedOn: '2024-01-22', documentNumber: '党办〔2024〕2号', problems: ['2023-review-03-01'] };
    given
      .when(
        ofReview(
          event('BranchEnrolled', { year, branch: '05', mode: 'written', commentator: 'p', substitutes: [] }),
          event('BranchEnrolled', { year, branch: '03', mode: 'on-site', commentator: 'p', substitutes: [] }),
          event('MeetingAdjourned', { year, on: '2024-01-18' }),
          event('ProblemListApproved', { year, ...list }),
          event('ReviewClosed', { year }, { on: '2024-03-01' }),
        ),
      )
      .thenChanged({
        '2023': {
          branches: ['03', '05'],
          adjournedOn: '2024-01-18',
          problemLists: [list],
          closedOn: '2024-03-01',
          length: 6,
        },
      });
  });

  it('counts every event of its stream, so that its ETag is right', () => {
    const types = Object.keys(reviews.handlers).length;
    expect(types).toBe(12);
  });
});
