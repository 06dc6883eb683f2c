import { context } from '#event-sourcing/testing/decider-kit.js';
import { adjourned, afterClosing, afterMeeting, aReport, aReview, delivered, enrolled } from '../testing/given.js';
import { flagged, key, listApproved, merged, split } from '../testing/given.js';
import { mergeProblems, restateProblem, splitProblem } from './wording.js';

const read = { review: afterMeeting(), actedUpon: new Set<string>() };
const problem = '2023-review-03-01';
const other = '2023-review-03-02';
const later = context({ occurredOn: '2024-01-24' });
const given = aReport(delivered(), flagged(1), flagged(2));
const restating = { ...key, problem, statement: '全年未开展专题研讨' };
const splitting = { ...key, problem, parts: [{ statement: '学习少' }, { statement: '研讨少', category: '作风' }] };
const merging = { ...key, problem, merged: [other] };

describe('restating a problem for the list', () => {
  it('given a problem flagged, then it has other words, and a category where one is told', () => {
    given.when(restateProblem, { ...restating, category: '学习', reason: '规范文字' }, later, read).thenFollows([
      {
        type: 'ProblemRestated',
        data: {
          ...restating,
          statement: { text: restating.statement },
          category: '学习',
          reason: { text: '规范文字' },
        },
      },
    ]);
  });

  it('given a part of one that was split, then it is restated like any other', () => {
    aReport(delivered(), flagged(1), split(1, 2))
      .when(restateProblem, { ...restating, problem: other }, later, read)
      .thenFollows([expect.objectContaining({ type: 'ProblemRestated' })]);
  });

  it('given one that is 限班子, then only in words that are so too, and the other way round', () => {
    const narrow = context({ occurredOn: '2024-01-24', level: 'committee-only' });
    const hidden = aReport(delivered(), { ...flagged(1), circumstances: { level: 'committee-only' } }, flagged(2));
    hidden
      .when(restateProblem, restating, later, read)
      .thenRefused('level-differs', { level: 'committee-only（限班子）' }, { path: 'level' });
    hidden.when(splitProblem, splitting, later, read).thenRefused('level-differs');
    hidden.when(restateProblem, restating, narrow, read).thenFollows([expect.anything() as never]);
    hidden.when(mergeProblems, merging, narrow, read).thenRefused('level-differs');
    given.when(restateProblem, restating, narrow, read).thenRefused('level-differs');
  });

  it('given a problem on the approved list, then it is refused', () => {
    const review = aReview(enrolled('03'), adjourned(), listApproved(problem)).state;
    given
      .when(restateProblem, restating, later, { ...read, review })
      .thenRefused('problem-already-listed', { problem });
  });

  it('given one that was merged into another, then it is refused', () => {
    aReport(delivered(), flagged(1), flagged(2), merged(2, 1))
      .when(restateProblem, restating, later, read)
      .thenRefused('problem-merged', { problem, into: other });
  });

  it('given one that was withdrawn or otherwise acted upon, then it is refused', () => {
    given
      .when(restateProblem, restating, later, { ...read, actedUpon: new Set([problem]) })
      .thenRefused('problem-acted-upon', { problem });
  });

  it('given one that the report does not have, then it is not found', () => {
    given
      .when(restateProblem, { ...restating, problem: '2023-review-03-03' }, later, read)
      .thenRefused('problem-not-flagged', { problem: '2023-review-03-03' }, { kind: 'not-found' });
  });

  it('given a day before it was said, then it is refused', () => {
    given
      .when(restateProblem, restating, context({ occurredOn: '2024-01-19' }), read)
      .thenRefused('occurred-before-last-step');
  });

  it('given a closed review, then it is refused', () => {
    given.when(restateProblem, restating, later, { ...read, review: afterClosing() }).thenRefused('review-closed');
  });
});

describe('splitting a problem', () => {
  it('given two problems, then the first part keeps id and number, and the next one has the next', () => {
    const lead = { kind: 'branch', code: '03' } as const;
    given.when(splitProblem, splitting, later, read).thenFollows([
      {
        type: 'ProblemSplit',
        data: {
          ...key,
          problem,
          comment: 1,
          spoken: problem,
          flaggedOn: '2024-01-20',
          parts: [
            { problem, no: '2023-述职-03-01', statement: { text: '学习少' }, category: '思想建设', lead },
            {
              problem: '2023-review-03-03',
              no: '2023-述职-03-03',
              statement: { text: '研讨少' },
              category: '作风',
              lead,
            },
          ],
        },
      },
    ]);
  });

  it('given a part that is split once more, then the words are still those that were said', () => {
    aReport(delivered(), flagged(1), split(1, 2))
      .when(splitProblem, { ...splitting, problem: other }, later, read)
      .thenFollows([
        {
          type: 'ProblemSplit',
          data: expect.objectContaining({
            problem: other,
            spoken: problem,
            parts: [
              expect.objectContaining({ problem: other }),
              expect.objectContaining({ problem: '2023-review-03-03' }),
            ],
          }),
        },
      ]);
  });

  it('given one that was acted upon, is listed, or was merged, then it is refused', () => {
    const review = aReview(enrolled('03'), adjourned(), listApproved(problem)).state;
    given.when(splitProblem, splitting, later, { ...read, review }).thenRefused('problem-already-listed');
    given
      .when(splitProblem, splitting, later, { ...read, actedUpon: new Set([problem]) })
      .thenRefused('problem-acted-upon');
    aReport(delivered(), flagged(1), flagged(2), merged(2, 1))
      .when(splitProblem, splitting, later, read)
      .thenRefused('problem-merged');
  });
});

describe('merging problems', () => {
  it('given two problems of a report, then one stands for both', () => {
    given.when(mergeProblems, { ...merging, statement: '学习与研讨不足' }, later, read).thenFollows([
      {
        type: 'ProblemsMerged',
        data: { ...key, into: problem, merged: [other], statement: { text: '学习与研讨不足' } },
      },
    ]);
  });

  it('given one merged before, then it neither takes nor is taken', () => {
    const before = aReport(delivered(), flagged(1), flagged(2), flagged(3), merged(2, 1));
    before.when(mergeProblems, merging, later, read).thenRefused('problem-merged', { problem });
    before
      .when(mergeProblems, { ...merging, problem: '2023-review-03-03', merged: [other, problem] }, later, read)
      .thenRefused('problem-merged', { problem }, { path: 'merged[1]' });
  });

  it('given the same problem twice, or itself, then it is refused', () => {
    given
      .when(mergeProblems, { ...merging, merged: [other, other] }, later, read)
      .thenRefused('problem-repeated', {}, { path: 'merged[1]' });
    given.when(mergeProblems, { ...merging, merged: [problem] }, later, read).thenRefused('problem-repeated');
  });

  it('given one that is listed or was acted upon, then it is refused, and told by its place', () => {
    const review = aReview(enrolled('03'), adjourned(), listApproved(other)).state;
    given
      .when(mergeProblems, merging, later, { ...read, review })
      .thenRefused('problem-already-listed', { problem: other }, { path: 'merged[0]' });
    given
      .when(mergeProblems, merging, later, { ...read, actedUpon: new Set([other]) })
      .thenRefused('problem-acted-upon', { problem: other }, { path: 'merged[0]' });
  });

  it('given one of another report, then it is refused', () => {
    given
      .when(mergeProblems, { ...merging, merged: ['2023-review-05-01'] }, later, read)
      .thenRefused('problem-not-flagged', {}, { path: 'merged[0]', kind: 'invalid' });
  });
});
