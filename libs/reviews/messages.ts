import type { Catalogue } from '#platform/http/messages.js';

const review: Catalogue = {
  'review-not-found': { zh: '没有 {year} 年度的述职评议会。', en: 'There is no review of {year}.' },
  'review-already-scheduled': {
    zh: '{year} 年度的述职评议会已安排。',
    en: 'The review of {year} is scheduled already.',
  },
  'review-closed': { zh: '{year} 年度的述职评议已办结。', en: 'The review of {year} is closed.' },
  'planned-outside-year': {
    zh: '会议日期应在 {year} 年或 {next} 年。',
    en: 'The meeting is held in {year} or {next}.',
  },
  'branch-already-enrolled': { zh: '党支部 {branch} 已列入本次述职。', en: 'Branch {branch} is enrolled already.' },
  'branch-not-enrolled': {
    zh: '党支部 {branch} 未列入 {year} 年度述职。',
    en: 'Branch {branch} is not enrolled in the review of {year}.',
  },
  'no-branch-enrolled': { zh: '尚未确定述职支部。', en: 'No branch is enrolled yet.' },
  'substitute-repeated': {
    zh: '点评人与替补点评人不得重复。',
    en: 'Commentator and substitutes must all be different persons.',
  },
  'mode-unchanged': { zh: '述职方式未变。', en: 'That is the mode already.' },
  'meeting-adjourned': {
    zh: '会议已于 {on} 散会；会上事项的发生日期不得晚于该日。',
    en: 'The meeting ended on {on}; what belongs to it cannot have happened later.',
  },
  'meeting-not-adjourned': { zh: '会议尚未散会。', en: 'The meeting has not ended yet.' },
  'roster-group-repeated': { zh: '人员类别 {group} 重复。', en: 'The group {group} is told twice.' },
  'roster-exceeds-due': {
    zh: '{group}：实到与请假人数之和超过应到 {due} 人。',
    en: '{group}: more are present and excused than the {due} due.',
  },
  'addressees-needed': { zh: '请写明部门编码。', en: 'Name the codes of the departments.' },
  'addressees-are-all': {
    zh: '面向全体第一责任人的要求不另列编码。',
    en: 'All first responsible persons are addressed; name no codes.',
  },
  'due-before-meeting': { zh: '完成日期不得早于 {on}。', en: 'It cannot be due before {on}.' },
  'reports-not-delivered': {
    zh: '以下党支部尚未述职：{branches}。',
    en: 'These branches have not reported: {branches}.',
  },
  'answers-missing': {
    zh: '以下事项未回应，须补充回应或同意免予回应：{items}。',
    en: 'These answers are missing; they must be supplied or excused: {items}.',
  },
  'problems-not-listed': {
    zh: '以下问题既未审定也未撤销：{problems}。',
    en: 'These problems are neither on the approved list nor withdrawn: {problems}.',
  },
  'problem-not-flagged': {
    zh: '{problem} 不是 {year} 年度述职评议会指出的问题。',
    en: '{problem} was not flagged in the review of {year}.',
  },
  'problem-repeated': { zh: '{problem} 重复。', en: '{problem} is named twice.' },
  'problem-already-listed': { zh: '{problem} 已审定。', en: '{problem} is on the approved list already.' },
  'problems-left-out': {
    zh: '以下问题既未列入清单也未撤销：{problems}。',
    en: 'These problems are neither on this list nor withdrawn: {problems}.',
  },
  'problem-acted-upon': {
    zh: '{problem} 已办理，不再重新表述、拆分或合并。',
    en: 'Something was done on {problem} already; it is not worded anew, split or merged any more.',
  },
  'problem-list-approved': {
    zh: '{year} 年度问题清单已审定，不再提出共性问题。',
    en: 'The problem list of {year} is approved; no common problem is raised any more.',
  },
  'branch-repeated': { zh: '党支部 {branch} 重复。', en: 'Branch {branch} is named twice.' },
  'problem-already-withdrawn': { zh: '{problem} 已撤销。', en: '{problem} was withdrawn.' },
};

const report: Catalogue = {
  'report-not-found': { zh: '没有该述职报告，或与您的单位无关。', en: 'There is no such report that concerns you.' },
  'not-an-item': { zh: '{item} 不是问题、目标或要求的编号。', en: '{item} names no problem, goal or requirement.' },
  'item-repeated': { zh: '{item} 重复。', en: '{item} is named twice.' },
  'answers-already-called-for': { zh: '应回应事项已确定。', en: 'The items to be answered are fixed already.' },
  'answer-not-called-for': { zh: '{item} 不在应回应事项之内。', en: 'No answer was called for on {item}.' },
  'answer-not-missing': { zh: '{item} 没有待补充的回应。', en: 'No answer on {item} is missing.' },
  'report-already-submitted': { zh: '述职报告已提交。', en: 'The report is handed in already.' },
  'report-not-submitted': { zh: '没有待审核的述职报告。', en: 'No report is waiting to be judged.' },
  'report-already-delivered': { zh: '党支部 {branch} 已述职。', en: 'Branch {branch} has reported already.' },
  'report-not-delivered': { zh: '党支部 {branch} 尚未述职。', en: 'Branch {branch} has not reported yet.' },
  'written-report-not-submitted': {
    zh: '书面述职须先提交述职报告。',
    en: 'A written report must be handed in before its delivery is recorded.',
  },
  'question-not-found': { zh: '没有第 {question} 个提问。', en: 'There is no question {question}.' },
  'question-already-answered': { zh: '第 {question} 个提问已回答。', en: 'Question {question} is answered already.' },
  'not-the-commentator': {
    zh: '只有确定的点评人或替补点评人可以点评党支部 {branch}。',
    en: 'Only the commentator named for branch {branch}, or a named substitute, may comment.',
  },
  'comment-empty': { zh: '点评没有内容。', en: 'The comment says nothing.' },
  'leading-comment-exists': { zh: '该报告已有主点评。', en: 'The report has a leading comment already.' },
};

const appraisal: Catalogue = {
  'group-too-small': {
    zh: '不足 {smallest} 人的类别须先与其他类别合并。',
    en: 'Groups of fewer than {smallest} raters are merged with others first.',
  },
  'tally-group-repeated': { zh: '人员类别 {group} 重复计票。', en: 'The group {group} is counted twice.' },
  'issued-exceed-entitled': {
    zh: '发出票数超过到会有权测评的 {entitledPresent} 人。',
    en: 'More were issued than the {entitledPresent} entitled and present.',
  },
  'returned-exceed-issued': { zh: '收回票数超过发出的 {issued} 张。', en: 'More came back than the {issued} issued.' },
  'invalid-exceed-returned': {
    zh: '无效票数超过收回的 {returned} 张。',
    en: 'More are invalid than the {returned} returned.',
  },
  'tally-does-not-add-up': {
    zh: '“{item}”各档合计 {sum}，应为有效票 {valid}。',
    en: '“{item}” adds up to {sum}; there are {valid} valid papers.',
  },
  'tally-item-repeated': { zh: '测评项目“{item}”重复。', en: 'The item “{item}” is told twice.' },
  'counters-same': { zh: '计票人与监票人不得为同一人。', en: 'Who counts does not supervise the count.' },
  'tally-already-confirmed': { zh: '该测评结果已由两人确认。', en: 'The tally is confirmed by two already.' },
  'tally-not-found': { zh: '没有第 {tally} 次计票。', en: 'There is no tally {tally}.' },
  'tally-replaced': {
    zh: '第 {tally} 次计票已由第 {last} 次取代。',
    en: 'Tally {tally} was replaced by tally {last}.',
  },
  'tally-confirmed-by-you': {
    zh: '须由另一账号、另一人确认。',
    en: 'The second confirmation is by another person and another account.',
  },
  'grade-already-decided': {
    zh: '该党支部的等次已决定，不得重评。',
    en: 'The grade is decided; it is never recounted.',
  },
  'grade-before-meeting': {
    zh: '等次应在述职评议会（{on}）之后决定。',
    en: 'A grade is decided after the meeting of the review, on {on}.',
  },
  'grade-entered-before-decided': {
    zh: '党委会日期 {meetingOn} 晚于登记日期。',
    en: 'The committee would have met on {meetingOn}, after the entry.',
  },
  'grade-not-decided': { zh: '等次尚未决定。', en: 'No grade is decided yet.' },
  'grade-already-fed-back': { zh: '等次已反馈。', en: 'The grade was fed back already.' },
};

export const reviewMessages: Catalogue = { ...review, ...report, ...appraisal };
