import type { RawEvent } from '../../setup/raw-log.js';
import { foldProblems } from '../story/problem-fold.js';
import { foldGoals, foldRequirements } from '../story/pursuit-fold.js';

/** What a branch has to answer at the review of a year: every item raised at the last one, every other open one. */
export const toAnswer = (events: readonly RawEvent[], year: number): ReadonlyMap<string, readonly string[]> => {
  const never = (): boolean => false;
  const problems = [...foldProblems(events, never).values()].map(({ status, ...problem }) => ({
    ...problem,
    open: status !== 'closed' && status !== 'withdrawn',
    gone: status === 'withdrawn',
  }));
  const goals = [...foldGoals(events, never).values()].map((goal) => ({ ...goal, open: goal.outcome === null }));
  const parts = foldRequirements(events, never).map(({ requirement, unit, raisedIn, concluded }) => ({
    id: requirement,
    branch: unit,
    raisedIn,
    open: !concluded,
  }));
  const items = new Map<string, string[]>();
  for (const item of [...problems, ...goals, ...parts]) {
    if ('gone' in item && item.gone) continue;
    if (!item.open && item.raisedIn !== year - 1) continue;
    items.set(item.branch, [...(items.get(item.branch) ?? []), item.id].toSorted());
  }
  return items;
};
