import type { Role } from './roles.js';

export interface Act {
  readonly zh: string;
  readonly en: string;
  /** Roles in which it may be done; a unit role only for a unit that the matter concerns. */
  readonly by: readonly Role[];
}

const OFFICE: readonly Role[] = ['office-clerk', 'office-head'];
const OFFICE_HEAD: readonly Role[] = ['office-head'];
const SECRETARY: readonly Role[] = ['branch-secretary'];
const BRANCH: readonly Role[] = ['branch-secretary', 'branch-clerk'];
/** Whoever answers for the unit that leads a rectification: a branch or a department. */
const LEAD: readonly Role[] = ['branch-secretary', 'department'];
const LEAD_OR_CLERK: readonly Role[] = ['branch-secretary', 'branch-clerk', 'department'];

/**
 * Who may do what: the one table that guards, the possible next actions of an item, and the documentation go by.
 * What it cannot say (never by who submitted, never by the affiliated, a second extension by the chair) is decided
 * where the states are known, by the deciders.
 */
export const ACTS = {
  'establish-branch': { zh: '设立党支部', en: 'Establish a branch', by: OFFICE },
  'rename-branch': { zh: '更名', en: 'Rename a branch', by: OFFICE },
  'appoint-holder': { zh: '任命', en: 'Appoint to a post', by: OFFICE },
  'release-holder': { zh: '免职', en: 'Release from a post', by: OFFICE },
  'record-handover': {
    zh: '登记交接',
    en: 'Record a handover',
    by: ['office-clerk', 'office-head', 'branch-secretary'],
  },
  'merge-branch': { zh: '合并党支部', en: 'Merge a branch into another', by: OFFICE_HEAD },
  'split-branch': { zh: '分设党支部', en: 'Split a branch', by: OFFICE_HEAD },
  'dissolve-branch': { zh: '撤销党支部', en: 'Dissolve a branch', by: OFFICE_HEAD },
  'adopt-policy': { zh: '制定办理时限', en: 'Adopt the policy', by: OFFICE_HEAD },
  'publish-calendar': { zh: '发布工作日历', en: 'Publish the work calendar', by: OFFICE },

  'schedule-review': { zh: '安排述职评议会', en: 'Schedule a review', by: OFFICE },
  'enrol-branch': { zh: '确定述职支部', en: 'Enrol a branch', by: OFFICE },
  'change-mode': { zh: '变更述职方式', en: 'Change the way of reporting', by: OFFICE },
  'name-commentator': { zh: '确定点评人', en: 'Name a commentator', by: OFFICE },
  'summarise-opinions': { zh: '汇总意见', en: 'Summarise opinions', by: OFFICE },
  'record-roster': { zh: '登记到会情况', en: 'Record the roster', by: OFFICE },
  'call-for-answers': { zh: '确定应回应事项', en: 'Fix the items to be answered', by: OFFICE },
  'submit-report': { zh: '提交述职报告', en: 'Submit the report', by: SECRETARY },
  'return-report': { zh: '退回述职报告', en: 'Return the report', by: OFFICE },
  'accept-report': { zh: '审核通过述职报告', en: 'Accept the report', by: OFFICE },
  'record-delivery': { zh: '登记述职', en: 'Record the delivery', by: OFFICE },
  'record-question': { zh: '登记提问与回答', en: 'Record a question or its answer', by: OFFICE },
  comment: { zh: '点评', en: 'Comment', by: ['chair', 'committee-member'] },
  'give-summary': { zh: '总体评价', en: 'Sum up the year', by: ['chair', 'committee-member'] },
  'issue-requirement': { zh: '提出工作要求', en: 'Issue a requirement', by: ['chair', 'committee-member'] },
  'adjourn-meeting': { zh: '散会', en: 'Adjourn the meeting', by: OFFICE },
  'record-meeting': { zh: '据纸质材料登记会议', en: 'Record the meeting from paper', by: OFFICE },
  'approve-problem-list': { zh: '审定问题清单', en: 'Approve the problem list', by: ['chair'] },
  'supply-answer': { zh: '补充回应', en: 'Supply a missing answer', by: SECRETARY },
  'excuse-answer': { zh: '同意免予回应', en: 'Excuse a missing answer', by: ['chair'] },
  'close-review': { zh: '办结述职评议', en: 'Close the review', by: OFFICE_HEAD },
  'enter-tally': { zh: '录入测评票数', en: 'Enter a tally', by: OFFICE },
  'confirm-tally': {
    zh: '确认测评票数',
    en: 'Confirm a tally',
    by: ['office-clerk', 'office-head', 'committee-member', 'annual-review'],
  },
  'decide-grade': { zh: '登记综合评价等次', en: 'Enter the grade decided by the committee', by: OFFICE_HEAD },
  'feed-back-grade': { zh: '反馈等次', en: 'Feed the grade back', by: OFFICE },

  'raise-problem': { zh: '登记问题', en: 'Raise a problem', by: OFFICE },
  'dispatch-problem': { zh: '交办', en: 'Dispatch', by: OFFICE_HEAD },
  'acknowledge-dispatch': { zh: '签收', en: 'Acknowledge', by: LEAD },
  'contest-dispatch': { zh: '提出异议', en: 'Contest the dispatch', by: LEAD },
  'submit-plan': { zh: '报送整改方案', en: 'Submit the plan', by: LEAD },
  'approve-plan': { zh: '审定整改方案', en: 'Approve the plan', by: OFFICE_HEAD },
  'return-plan': { zh: '退回整改方案', en: 'Return the plan', by: OFFICE_HEAD },
  'report-progress': { zh: '报告进展', en: 'Report progress', by: LEAD_OR_CLERK },
  'request-extension': { zh: '申请延期', en: 'Request an extension', by: LEAD },
  'grant-extension': { zh: '同意延期', en: 'Grant the extension', by: ['office-head', 'chair'] },
  'refuse-extension': { zh: '不同意延期', en: 'Refuse the extension', by: ['office-head', 'chair'] },
  'submit-rectification': { zh: '报请核验', en: 'Submit for verification', by: LEAD },
  'take-back-submission': { zh: '撤回', en: 'Take back the submission', by: LEAD },
  'verify-rectification': { zh: '核验通过', en: 'Verify', by: OFFICE },
  'return-rectification': { zh: '核验退回', en: 'Return after verification', by: OFFICE },
  'close-problem': { zh: '销号', en: 'Close', by: ['office-head', 'committee-member', 'chair'] },
  'refuse-closing': { zh: '不予销号', en: 'Refuse to close', by: ['office-head', 'committee-member'] },
  'begin-standing': { zh: '转为长期坚持', en: 'Keep as standing', by: ['office-head', 'committee-member'] },
  'note-standing': { zh: '登记长期坚持情况', en: 'Note on a standing problem', by: LEAD_OR_CLERK },
  'reopen-problem': { zh: '重新整改', en: 'Reopen', by: ['office-head', 'committee-member'] },
  'withdraw-problem': { zh: '撤销', en: 'Withdraw', by: ['chair'] },

  'accept-goal': { zh: '认领目标', en: 'Accept a goal', by: SECRETARY },
  'report-goal-progress': { zh: '报告目标进展', en: 'Report progress on a goal', by: BRANCH },
  'submit-goal-result': { zh: '报送目标完成情况', en: 'Submit the result of a goal', by: SECRETARY },
  'return-goal-result': { zh: '退回目标完成情况', en: 'Return the result of a goal', by: OFFICE },
  'conclude-goal': { zh: '认定目标完成情况', en: 'Conclude a goal', by: OFFICE },
  'acknowledge-requirement': { zh: '认领要求', en: 'Acknowledge a requirement', by: LEAD },
  'implement-requirement': { zh: '报送落实情况', en: 'Report the implementation', by: LEAD_OR_CLERK },
  'conclude-requirement': { zh: '办结要求', en: 'Conclude a requirement', by: OFFICE },
} as const satisfies Readonly<Record<string, Act>>;

export type ActName = keyof typeof ACTS;
