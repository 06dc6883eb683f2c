import { describe, expect, it } from '@jest/globals';
import { freeText } from '#event-sourcing/event.js';
import { expectSameInAnyInterleaving } from '#event-sourcing/testing/interleavings.js';
import { event, inStream, project } from '#event-sourcing/testing/projection-kit.js';
import { gramsOf, queryGrams } from '#text/grams.js';
import { twoYears } from '../../testing/two-years.js';
import { timeline } from './timeline.projection.js';

const dispatch = inStream(
  'problem-2023-review-03-02',
  { branch: '03', year: 2023 },
  event(
    'DispatchAcknowledged',
    { problem: '2023-review-03-02' },
    {
      on: '2024-01-26',
      at: '2024-01-29T01:00:00.000Z',
      actor: 'p-03',
      role: 'branch-secretary',
      recordedBy: 'p-clerk',
    },
  ),
);

describe('the timeline', () => {
  it('has a row for an event that concerns a branch, with its item in words', () => {
    project(timeline)
      .given(dispatch)
      .thenRows({
        'problem-2023-review-03-02:0:03': {
          key: 'problem-2023-review-03-02:0:03',
          branch: '03',
          year: 2023,
          reviewYear: null,
          kind: 'problem',
          type: 'DispatchAcknowledged',
          item: '2023-review-03-02',
          no: '2023-述职-03-02',
          occurredOn: '2024-01-26',
          seq: null,
          recordedAt: '2024-01-29T01:00:00.000Z',
          place: '999999999 2024-01-29T01:00:00.000Z problem-2023-review-03-02 000000000',
          stream: 'problem-2023-review-03-02',
          revision: 0,
          voided: false,
          level: 'internal',
          partOf: [],
          withheld: [],
          shown: {
            data: { problem: '2023-review-03-02' },
            hands: { actor: 'p-03', role: 'branch-secretary', recordedBy: 'p-clerk' },
          },
          grams: gramsOf('2023-述职-03-02'),
        },
      });
  });

  it('has a row for each branch that an event concerns, with what concerns it alone', () => {
    const { rows } = project(timeline).given(
      inStream(
        'review-2023',
        { year: 2023 },
        event('ProblemListApproved', {
          year: 2023,
          approvedOn: '2024-01-22',
          documentNumber: '党办〔2024〕2号',
          problems: ['2023-review-03-01', '2023-review-05-01', '2023-review-03-02'],
        }),
      ),
    );
    expect(Object.keys(rows)).toEqual(['review-2023:0:03', 'review-2023:0:05']);
    expect(rows['review-2023:0:05']?.shown.data).toMatchObject({ problems: ['2023-review-05-01'] });
    expect(rows['review-2023:0:03']).toMatchObject({ branch: '03', reviewYear: 2023, year: 2023, item: null });
  });

  it('finds words of two characters, and no person', () => {
    const { rows } = project(timeline).given(
      inStream(
        'report-2023-03',
        { branch: '03', year: 2023 },
        event('CommentIssued', {
          year: 2023,
          branch: '03',
          comment: 1,
          leading: true,
          commentator: 'zzz9',
          strengths: [{ words: freeText('党费收缴及时'), practice: true }],
          directions: [freeText('抓好整改')],
        }),
      ),
    );
    const grams = rows['report-2023-03:0:03']?.grams;
    expect(grams).toEqual(expect.arrayContaining(queryGrams('党费 整改')));
    expect(grams).not.toContain(queryGrams('zz')[0]);
  });

  it('leaves openings and the review as a whole aside', () => {
    const all = twoYears().filter(({ type }) => /Opened|MeetingAdjourned|ReviewScheduled/.test(type));
    expect(all.length).toBeGreaterThan(4);
    expect(all.filter(({ type }) => type in timeline.handlers)).toEqual([]);
  });

  it('is the same however streams interleave', () => {
    expectSameInAnyInterleaving(timeline, twoYears(), { runs: 25 });
  });
});
