import { describe, expect, it } from '@jest/globals';
import { branchItem } from '../testing/branch-item.js';
import { branchPage } from './branch-page.js';

describe('the page of a branch', () => {
  it('given settled and open matters, then it shows the open ones, by kind, year and number', () => {
    const page = branchPage(
      '03',
      [
        branchItem({ kind: 'goal', id: 'g' }),
        branchItem({ id: 'p2', no: '2023-述职-03-02' }),
        branchItem({ id: 'p1', no: '2023-述职-03-01' }),
        branchItem({ id: 'old', no: '2022-述职-03-09', raisedIn: 2022 }),
        branchItem({ id: 'done', settled: { on: '2024-02-01', how: { zh: '已销号', en: 'Closed' }, words: null } }),
      ],
      [{ name: '第三党支部' }],
    );
    expect(page.problems.map(({ id }) => id)).toEqual(['old', 'p1', 'p2']);
    expect(page.goals.map(({ id }) => id)).toEqual(['g']);
    expect(page).toMatchObject({ code: '03', name: '第三党支部', posts: [], grade: null, requirements: [] });
  });

  it('given dates, then next is what the branch itself owes, the nearest first', () => {
    const page = branchPage(
      '03',
      [
        branchItem({ id: 'later', dueOn: '2024-09-30' }),
        branchItem({ id: 'soon', dueOn: '2024-03-01' }),
        branchItem({ id: 'undated', dueOn: null }),
        branchItem({ id: 'office', dueOn: '2024-01-01', whoOwes: 'office' }),
        branchItem({ id: 'department', dueOn: '2024-01-02', led: false }),
      ],
      [],
    );
    expect(page.dueNext.map(({ id }) => id)).toEqual(['soon', 'later']);
  });
});
