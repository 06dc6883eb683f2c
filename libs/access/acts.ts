import type { Role } from './roles.js';

export interface Act {
  readonly zh: string;
  readonly en: string;
  /** Roles in which it may be done; a unit role only for a unit that the matter concerns. */
  readonly by: readonly Role[];
  /** In place of `by` where the office itself, or the committee, leads the rectification of a problem. */
  readonly byLead?: Readonly<Record<OwnLead, readonly Role[]>>;
}

/** Bodies that otherwise judge what others put right. */
export type OwnLead = 'office' | 'committee';

const OFFICE: readonly Role[] = ['office-clerk', 'office-head'];
const OFFICE_HEAD: readonly Role[] = ['office-head'];
const SECRETARY: readonly Role[] = ['branch-secretary'];
const BRANCH: readonly Role[] = ['branch-secretary', 'branch-clerk'];
/** Whoever answers for the unit that leads a rectification: a branch or a department. */
const LEAD: readonly Role[] = ['branch-secretary', 'department'];
const LEAD_OR_CLERK: readonly Role[] = ['branch-secretary', 'branch-clerk', 'department'];
const CHAIR: readonly Role[] = ['chair'];
const CHAIR_OR_HEAD: readonly Role[] = ['chair', 'office-head'];
const COMMITTEE: readonly Role[] = ['chair', 'committee-member'];

/** Puts right what it leads itself: the head answers for the office; the chair or a member for the committee. */
const RECTIFIES = { office: OFFICE_HEAD, committee: COMMITTEE };
/** The office drafts for the committee. */
const DRAFTS = { office: OFFICE, committee: [...COMMITTEE, ...OFFICE] };
/** Nobody decides on a matter of the office but those above it; on one of the committee, another of its members. */
const DECIDES = { office: CHAIR, committee: COMMITTEE };
const VERIFIES = { office: ['committee-member'] as readonly Role[], committee: OFFICE };

/** Whoever can have made an entry; which of them may amend it depends on the entry. */
const WHOEVER_RECORDS: readonly Role[] = [
  'office-clerk',
  'office-head',
  'chair',
  'committee-member',
  'branch-secretary',
  'branch-clerk',
  'department',
  'annual-review',
];

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
  'restate-problem': { zh: '重新表述问题', en: 'Restate a problem', by: OFFICE },
  'split-problem': { zh: '拆分问题', en: 'Split a problem', by: OFFICE },
  'merge-problems': { zh: '合并问题', en: 'Merge problems', by: OFFICE },
  'raise-common-problem': { zh: '提出共性问题', en: 'Raise a common problem', by: ['chair'] },
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

  'take-over-problem': { zh: '期初录入问题', en: 'Take over a problem', by: OFFICE },
  'take-over-goal': { zh: '期初录入目标', en: 'Take over a goal', by: OFFICE },
  'raise-problem': { zh: '登记问题', en: 'Raise a problem', by: OFFICE },
  'issue-notice': { zh: '下发整改通知', en: 'Issue a notice', by: OFFICE_HEAD },
  'dispatch-problem': {
    zh: '交办',
    en: 'Dispatch',
    by: OFFICE_HEAD,
    byLead: { office: ['office-head', 'chair'], committee: OFFICE_HEAD },
  },
  'acknowledge-dispatch': { zh: '签收', en: 'Acknowledge', by: LEAD, byLead: RECTIFIES },
  'contest-dispatch': { zh: '提出异议', en: 'Contest the dispatch', by: LEAD, byLead: RECTIFIES },
  'submit-plan': { zh: '报送整改方案', en: 'Submit the plan', by: LEAD, byLead: RECTIFIES },
  'approve-plan': { zh: '审定整改方案', en: 'Approve the plan', by: OFFICE_HEAD, byLead: DECIDES },
  'return-plan': { zh: '退回整改方案', en: 'Return the plan', by: OFFICE_HEAD, byLead: DECIDES },
  'report-progress': { zh: '报告进展', en: 'Report progress', by: LEAD_OR_CLERK, byLead: DRAFTS },
  'request-extension': { zh: '申请延期', en: 'Request an extension', by: LEAD, byLead: RECTIFIES },
  'grant-extension': { zh: '同意延期', en: 'Grant the extension', by: ['office-head', 'chair'], byLead: DECIDES },
  'refuse-extension': { zh: '不同意延期', en: 'Refuse the extension', by: ['office-head', 'chair'], byLead: DECIDES },
  'submit-rectification': { zh: '报请核验', en: 'Submit for verification', by: LEAD, byLead: RECTIFIES },
  'take-back-submission': { zh: '撤回', en: 'Take back the submission', by: LEAD, byLead: RECTIFIES },
  'verify-rectification': { zh: '核验通过', en: 'Verify', by: OFFICE, byLead: VERIFIES },
  'return-rectification': { zh: '核验退回', en: 'Return after verification', by: OFFICE, byLead: VERIFIES },
  'close-problem': { zh: '销号', en: 'Close', by: ['office-head', 'committee-member', 'chair'], byLead: DECIDES },
  'refuse-closing': { zh: '不予销号', en: 'Refuse to close', by: ['office-head', 'committee-member'], byLead: DECIDES },
  'begin-standing': {
    zh: '转为长期坚持',
    en: 'Keep as standing',
    by: ['office-head', 'committee-member'],
    byLead: DECIDES,
  },
  'note-standing': { zh: '登记长期坚持情况', en: 'Note on a standing problem', by: LEAD_OR_CLERK, byLead: DRAFTS },
  'reopen-problem': { zh: '重新整改', en: 'Reopen', by: ['office-head', 'committee-member'], byLead: DECIDES },
  'withdraw-problem': { zh: '撤销', en: 'Withdraw', by: ['chair'] },

  'take-note': { zh: '登记沟通', en: 'Take a note', by: OFFICE },
  'issue-reminder': { zh: '催办', en: 'Remind', by: OFFICE },
  'give-instruction': { zh: '批示', en: 'Give an instruction', by: COMMITTEE },
  'answer-instruction': {
    zh: '回复批示',
    en: 'Answer an instruction',
    by: ['branch-secretary', 'department', 'office-head'],
  },
  'return-instruction-answer': { zh: '退回批示回复', en: 'Return the answer to an instruction', by: COMMITTEE },
  'conclude-instruction': { zh: '办结批示', en: 'Conclude an instruction', by: COMMITTEE },

  'accept-goal': { zh: '认领目标', en: 'Accept a goal', by: SECRETARY },
  'report-goal-progress': { zh: '报告目标进展', en: 'Report progress on a goal', by: BRANCH },
  'submit-goal-result': { zh: '报送目标完成情况', en: 'Submit the result of a goal', by: SECRETARY },
  'return-goal-result': { zh: '退回目标完成情况', en: 'Return the result of a goal', by: OFFICE },
  'conclude-goal': { zh: '认定目标完成情况', en: 'Conclude a goal', by: OFFICE },
  'acknowledge-requirement': { zh: '认领要求', en: 'Acknowledge a requirement', by: LEAD },
  'implement-requirement': { zh: '报送落实情况', en: 'Report the implementation', by: LEAD_OR_CLERK },
  'conclude-requirement': { zh: '办结要求', en: 'Conclude a requirement', by: OFFICE },

  'void-entries': { zh: '作废', en: 'Void entries', by: WHOEVER_RECORDS },
  'set-entry-level': { zh: '调整知悉范围', en: 'Set the level of an entry', by: ['office-head', 'chair'] },
  'correct-entry': { zh: '更正', en: 'Correct an entry', by: WHOEVER_RECORDS },
  'request-text-removal': { zh: '申请移除文字', en: 'Request the removal of a text', by: WHOEVER_RECORDS },
  'confirm-text-removal': { zh: '确认移除文字', en: 'Confirm the removal of a text', by: CHAIR_OR_HEAD },
  'refuse-text-removal': { zh: '不同意移除文字', en: 'Refuse the removal of a text', by: CHAIR_OR_HEAD },
} as const satisfies Readonly<Record<string, Act>>;

export type ActName = keyof typeof ACTS;

/** Every role in which an act may be done, whatever it is done to. */
export const rolesOf = (act: ActName): readonly Role[] => {
  const { by, byLead }: Act = ACTS[act];
  return [...new Set([...by, ...(byLead === undefined ? [] : [...byLead.office, ...byLead.committee])])];
};

/** The roles in which an act may be done to what a body of this kind leads. */
export const rolesFor = (act: ActName, lead: string): readonly Role[] => {
  const { by, byLead }: Act = ACTS[act];
  return lead === 'office' || lead === 'committee' ? (byLead?.[lead] ?? by) : by;
};
