import type { Catalogue } from '#platform/http/messages.js';

export const problemMessages: Catalogue = {
  'problem-not-found': {
    zh: '没有问题 {problem}，或与您的单位无关。',
    en: 'There is no problem {problem} that concerns you.',
  },
  'act-not-by-role': {
    zh: '该问题的牵头单位类别为 {lead}，此操作由下列角色办理：{roles}。',
    en: 'A {lead} leads the rectification of this problem; this is done by: {roles}.',
  },
  'problem-not-in-status': {
    zh: '问题现处于“{status}”环节，此操作仅适用于：{needed}。',
    en: 'The problem is {status}; this takes one that is {needed}.',
  },
  'problem-merged': {
    zh: '问题 {problem} 已并入 {into}，请在该问题上办理。',
    en: 'The problem {problem} was merged into {into}; act on that one.',
  },
  'recurrence-of-no-problem': { zh: '{item} 不是问题编号。', en: '{item} names no problem.' },
  'recurrence-not-found': {
    zh: '没有问题 {item}，不能认定为屡查屡犯。',
    en: 'There is no problem {item} that could have come back.',
  },
  'recurrence-of-another': {
    zh: '{item} 是党支部 {branch} 的问题，责任单位也不同，不能认定为屡查屡犯。',
    en: '{item} is a problem of branch {branch}, led by another unit; it cannot have come back here.',
  },
  'problem-number-taken': { zh: '编号 {no} 已被使用。', en: 'The number {no} is taken.' },
  'problem-numbers-exhausted': {
    zh: '该年度、来源和党支部的编号已用完（{max}）。',
    en: 'All {max} numbers of this year, source and branch are taken.',
  },
  'number-of-another': {
    zh: '编号 {no} 与所填年度、来源或党支部不符。',
    en: 'The number {no} is not of this year, source and branch.',
  },
  'days-out-of-order': {
    zh: '该日期早于前一环节 {earlier} 的日期 {day}。',
    en: 'It is before {earlier}, on {day}, which comes first.',
  },
  'after-the-entry': {
    zh: '{day} 晚于录入日期 {entered}。',
    en: '{day} is after the day of the entry, {entered}.',
  },
  'not-the-day-of-the-status': {
    zh: '进入“{status}”状态的日期为 {since}，两者应一致。',
    en: 'It came into {status} on {since}: both days are the same.',
  },
  'not-in-status': {
    zh: '处于“{status}”状态的事项不应填写 {field}。',
    en: 'What is {status} has no {field} yet.',
  },
  'needed-in-status': {
    zh: '处于“{status}”状态的事项应填写 {field}。',
    en: 'What is {status} needs its {field}.',
  },
  'original-date-later': {
    zh: '原定完成日期晚于现有完成日期 {dueOn}。',
    en: 'The original date is after the present one, {dueOn}.',
  },
  'due-before-dispatch': {
    zh: '整改方案的报送期限 {dueOn} 早于交办日期。',
    en: 'The date for the plan, {dueOn}, is before the dispatch.',
  },
  'notice-of-other-unit': {
    zh: '文号 {noticeNumber} 的整改通知已下发给 {unit}。',
    en: 'The notice {noticeNumber} went to another unit, {unit}.',
  },
  'notice-already-issued': {
    zh: '文号 {noticeNumber} 的整改通知已下发，不能再增加问题。',
    en: 'The notice {noticeNumber} is issued already; no problem is added to it.',
  },
  'problem-of-other-unit': {
    zh: '问题 {problem} 由 {unit} 牵头，不能列入给其他单位的整改通知。',
    en: 'The problem {problem} is led by {unit}; it does not belong in a notice to another unit.',
  },
  'contester-may-not-dispatch': {
    zh: '提出异议的人不能决定重新交办。',
    en: 'Whoever contested the dispatch does not decide on it.',
  },
  'branch-required': {
    zh: '请指明支部；只有党委办公室或党委自身牵头的问题可以不指明。',
    en: 'Name the branch; only what the office or the committee itself leads may go without.',
  },
  'unit-code-of-branch': {
    zh: '{code}是支部的编码：请指明支部，或使用办公室（党委）自己的编码。',
    en: '{code} is the code of a branch: name the branch, or use the code of the office or committee.',
  },
  'office-problem-readdressed-by-chair': {
    zh: '办公室自身应整改的问题，只能由党委书记改交其他单位。',
    en: 'What the office itself must put right is passed on to another unit by the chair only.',
  },
  'plan-not-yet-adopted': {
    zh: '整改方案的通过日期 {adoptedOn} 晚于报送日期。',
    en: 'The plan would have been adopted on {adoptedOn}, after it was handed in.',
  },
  'measures-out-of-range': { zh: '整改措施应为 1 至 {max} 条。', en: 'A plan has 1 to {max} measures.' },
  'measure-date-missing': {
    zh: '除长期坚持的措施外，均应写明完成日期。',
    en: 'A measure that is not standing needs a due date.',
  },
  'standing-measure-has-no-date': {
    zh: '长期坚持的措施不设完成日期。',
    en: 'A standing measure has no due date.',
  },
  'measure-not-found': { zh: '方案中没有第 {measure} 条措施。', en: 'The plan has no measure {measure}.' },
  'planner-may-not-decide': {
    zh: '报送整改方案的人不能审定或退回该方案。',
    en: 'Whoever handed in the plan does not decide on it.',
  },
  'extension-already-requested': {
    zh: '第 {extension} 次延期申请尚未答复。',
    en: 'Extension {extension} was asked for and is not answered yet.',
  },
  'no-date-to-extend': { zh: '该问题没有可以延长的完成日期。', en: 'The problem has no due date to extend.' },
  'extension-asked-too-late': {
    zh: '延期应在完成日期 {dueOn} 之前申请；申请日期为 {asked}。',
    en: 'An extension is asked for by the due date, {dueOn}; this counts from {asked}.',
  },
  'extension-not-later': {
    zh: '新的完成日期应晚于现有日期 {dueOn}。',
    en: 'The new date must be after the present one, {dueOn}.',
  },
  'extension-not-found': {
    zh: '没有第 {extension} 次延期申请。',
    en: 'There is no request {extension} for an extension.',
  },
  'extension-already-answered': {
    zh: '第 {extension} 次延期申请已经答复。',
    en: 'Request {extension} for an extension was answered already.',
  },
  'asker-may-not-answer-extension': {
    zh: '申请延期的人不能答复该申请。',
    en: 'Whoever asked for the extension does not answer it.',
  },
  'second-extension-by-chair': {
    zh: '第二次延期由党委书记决定。',
    en: 'After one extension was granted, the chair decides on the next.',
  },
  'submitter-may-not-verify': {
    zh: '报请核验的人不能核验或退回。',
    en: 'Whoever submitted the rectification does not verify or return it.',
  },
  'submitter-may-not-close': {
    zh: '报请核验的人不能办理销号、不予销号、转为长期坚持或重新整改。',
    en: 'Whoever submitted the rectification does not settle or reopen the problem.',
  },
  'verifier-may-not-close': {
    zh: '核验人不能办理销号、不予销号、转为长期坚持或重新整改。',
    en: 'Whoever verified the rectification does not settle or reopen the problem.',
  },
  'standing-closed-by-chair': {
    zh: '长期坚持的问题由党委书记销号。',
    en: 'A standing problem is closed by the chair.',
  },
  'chair-closes-standing-only': {
    zh: '党委书记只对长期坚持的问题销号；其余由办公室负责人或联系点领导办理。',
    en: 'The chair closes standing problems; others are closed by the head of the office or the contact-point leader.',
  },
  'problem-has-standing-measures': {
    zh: '方案中有长期坚持的措施，应先转为长期坚持。',
    en: 'The plan has standing measures: the problem is kept as standing first.',
  },
  'no-standing-measures': {
    zh: '方案中没有长期坚持的措施。',
    en: 'The plan has no standing measures.',
  },
  'standing-already-noted': {
    zh: '{half} 的长期坚持情况已登记。',
    en: 'The half-year {half} has its note already.',
  },
  'new-date-not-later': {
    zh: '新的完成日期 {dueOn} 应晚于重新整改的日期。',
    en: 'The new date, {dueOn}, must be after the day of the reopening.',
  },
};
