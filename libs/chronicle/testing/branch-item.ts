import type { BranchItem } from '../published/branch-items.js';

/** An open problem of branch 03, raised at the review of 2023. */
export const branchItem = (some: Partial<BranchItem> = {}): BranchItem => ({
  level: 'internal',
  kind: 'problem',
  id: '2023-review-03-01',
  no: '2023-述职-03-01',
  raisedIn: 2023,
  atReview: true,
  told: true,
  led: true,
  source: 'review',
  recurrenceOf: null,
  title: '党费收缴不及时',
  status: { code: 'in-progress', zh: '整改中', en: 'Being rectified' },
  whoOwes: 'unit',
  dueOn: '2024-06-30',
  light: {
    code: 'green',
    zh: '正常',
    en: 'On course',
    reason: { code: 'on-course', zh: '应于 2024-06-30 前完成。', en: 'Due on 2024-06-30.' },
  },
  settled: null,
  result: null,
  onTime: null,
  steps: [],
  ...some,
});
