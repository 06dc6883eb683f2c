import { describe, expect, it } from '@jest/globals';
import type { BranchItem } from '#chronicle/published/branch-items.js';
import { freeText } from '#event-sourcing/event.js';
import { project } from '#event-sourcing/testing/projection-kit.js';
import { DEFAULT_POLICY } from '#policy/published/default-policy.js';
import { WorkCalendar } from '#policy/published/working-days.js';
import { clockDay } from '../../published/clock-day.js';
import * as story from '../../testing/problem-story.js';
import { branchProblem } from './branch-problem.js';
import { problemLedger } from './ledger.projection.js';

const rules = { policy: DEFAULT_POLICY, version: 0, calendar: new WorkCalendar([]), calendarVersion: 0 };
const clock = clockDay('2024-07-01', rules);

const problemAfter = (events: ReturnType<typeof story.own>, branch = '03'): BranchItem | undefined => {
  const { rows } = project(problemLedger).given(story.flagged, story.approved, story.own(...events));
  const row = rows[story.problem];
  return row && branchProblem(row, branch, clock);
};

describe('a problem as a branch and those who comment on it see it', () => {
  it('given a closed one, then it tells every step by day, how it ended, and that it was in time', () => {
    expect(problemAfter(story.closed)).toMatchObject({
      no: '2023-述职-03-01',
      told: true,
      led: true,
      settled: { on: '2024-06-28', how: { zh: '已销号' }, words: '同意销号' },
      result: '已补缴',
      onTime: true,
      steps: [
        { on: '2024-01-24', zh: '交办', words: '通知1号' },
        { on: '2024-01-25', zh: '签收', words: null },
        { on: '2024-02-02', zh: '报送整改方案', words: '重视不够' },
        { on: '2024-02-05', zh: '审定整改方案' },
        { on: '2024-06-20', zh: '报请核验', words: '已补缴' },
        { on: '2024-06-25', zh: '核验通过', words: '属实' },
        { on: '2024-06-28', zh: '销号', words: '同意销号' },
      ],
    });
  });

  it('given work handed in after its date, then it was late; given none accepted, then neither', () => {
    const [submission] = story.submitted.slice(-1);
    const late = story.closed.map((each) =>
      each === submission ? { ...each, circumstances: { ...each.circumstances, on: '2024-07-01' } } : each,
    );
    expect(problemAfter(late)?.onTime).toBe(false);
    expect(problemAfter(story.submitted)).toMatchObject({ onTime: null, result: null, settled: null });
    const refused = story.step('CloseRefused', { reason: freeText('不实') }, '2024-06-27');
    expect(problemAfter([...story.verified, refused])).toMatchObject({ onTime: null, result: null });
  });

  it('given one that was merged into another, then that one stands for it', () => {
    const { rows } = project(problemLedger).given(story.flagged);
    const row = rows[story.problem];
    expect(row && branchProblem(row, '03', clock)).toBeDefined();
    expect(row && branchProblem({ ...row, status: 'merged', mergedInto: story.other }, '03', clock)).toBeUndefined();
  });

  it('given an open one, then it shows who owes what, and its light', () => {
    expect(problemAfter(story.inProgress)).toMatchObject({
      status: { code: 'in-progress' },
      whoOwes: 'unit',
      dueOn: '2024-06-30',
      light: { code: 'red' },
      settled: null,
    });
  });

  it('given another branch, then it was not told to it', () => {
    expect(problemAfter(story.inProgress, '05')).toMatchObject({ told: false, led: false });
  });
});
