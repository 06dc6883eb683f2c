import type { Level } from '#access/levels.js';
import { context } from '#event-sourcing/testing/decider-kit.js';
import {
  afterMeeting,
  aReport,
  aReview,
  beforeMeeting,
  calledFor,
  delivered,
  goalRef,
  key,
  problemRef,
  submitted,
} from '../testing/given.js';
import { callForAnswers } from './called-for-answers.js';

const none: ReadonlyMap<string, Level> = new Map();
const call = { ...key, items: [{ item: problemRef.id }, { item: goalRef.id }, { item: '2022-requirement-01' }] };

describe('calling for answers', () => {
  it('given open items, then they are fixed, each with its kind', () => {
    aReport()
      .when(callForAnswers, call, context(), { review: beforeMeeting(), levels: none })
      .thenFollows([
        {
          type: 'AnswersCalledFor',
          data: { ...key, items: [problemRef, goalRef, { kind: 'requirement', id: '2022-requirement-01' }] },
        },
      ]);
  });

  it('given a problem that is 限班子, then the branch is not asked about it', () => {
    const levels = new Map([[problemRef.id, 'committee-only' as const]]);
    aReport()
      .when(callForAnswers, call, context(), { review: beforeMeeting(), levels })
      .thenRefused('level-hides-task', { entry: problemRef.id }, { path: 'items[0].item' });
  });

  it('given nothing open, then nothing is to be answered', () => {
    aReport()
      .when(callForAnswers, { ...key, items: [] }, context(), { review: beforeMeeting(), levels: none })
      .thenFollows([{ type: 'AnswersCalledFor', data: { ...key, items: [] } }]);
  });

  it('given that it was done, then it is refused', () => {
    aReport(calledFor())
      .when(callForAnswers, call, context(), { review: beforeMeeting(), levels: none })
      .thenRefused('answers-already-called-for');
  });

  it('given a report handed in or delivered, then it is refused', () => {
    aReport(submitted())
      .when(callForAnswers, call, context(), { review: beforeMeeting(), levels: none })
      .thenRefused('report-already-submitted');
    aReport(delivered())
      .when(callForAnswers, call, context(), { review: beforeMeeting(), levels: none })
      .thenRefused('report-already-delivered');
  });

  it('given an item twice, or what is no item, then it is refused', () => {
    aReport()
      .when(callForAnswers, { ...key, items: [{ item: goalRef.id }, { item: goalRef.id }] }, context(), {
        review: beforeMeeting(),
        levels: none,
      })
      .thenRefused('item-repeated', { item: goalRef.id }, { path: 'items[1].item' });
    // A common problem as a whole has no life of its own; its children have.
    for (const item of ['nothing', '2022-common-01'])
      aReport()
        .when(callForAnswers, { ...key, items: [{ item }] }, context(), { review: beforeMeeting(), levels: none })
        .thenRefused('not-an-item', { item }, { path: 'items[0].item' });
  });

  it('given a branch that is not enrolled, or a meeting adjourned, then it is refused', () => {
    aReport()
      .when(callForAnswers, call, context(), { review: aReview().state, levels: none })
      .thenRefused('branch-not-enrolled');
    aReport()
      .when(callForAnswers, call, context(), { review: afterMeeting(), levels: none })
      .thenRefused('meeting-adjourned');
  });
});
