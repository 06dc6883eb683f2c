import type { NoticeEvents, ProblemEvents } from '#problems/events.js';
import { STATUS_TABLE } from '#problems/published/states.js';
import { left, tagged, type EntryRules } from './entry-rule.js';

const problem = {
  kind: 'problem',
  branches: tagged,
  item: (data: { readonly problem: string }): string => data.problem,
} as const;

/** What the office decided on an objection. */
const AFTER_CONTEST = {
  confirmed: { zh: '异议未予采纳，再次交办', en: 'Contest not upheld; dispatched to the same unit again' },
  readdressed: { zh: '采纳异议，改交其他单位', en: 'Contest upheld; dispatched to another unit' },
} as const;

export const noticeEntries: EntryRules<NoticeEvents> = {
  NoticeIssued: left('each dispatch under it stands in the history of its branch'),
};

export const problemEntries: EntryRules<ProblemEvents> = {
  ProblemOpened: left('it only opens the stream; the flagging is the fact'),
  ProblemRaised: {
    ...problem,
    tells: ({ data }) => [data.problem],
    ofReview: true,
    zh: ({ no, statement }) => `登记问题${no}：${statement.text}`,
    en: ({ no, statement }) => `Problem ${no} raised: ${statement.text}`,
  },
  ProblemTakenOver: {
    ...problem,
    tells: ({ data }) => [data.problem],
    finds: ({ paper, noticeNumber, listNumber, externalKey }) =>
      [paper.number, noticeNumber, listNumber, externalKey].filter((text) => text !== undefined),
    zh: ({ no, status, since, paper, statement }) =>
      `期初录入问题${no}，${since}起${STATUS_TABLE[status].zh}，见${paper.number}：${statement.text}`,
    en: ({ no, status, since, paper, statement }) =>
      `Problem ${no} taken over from ${paper.number}: ${STATUS_TABLE[status].en}, since ${since}: ${statement.text}`,
  },
  ProblemDispatched: {
    ...problem,
    finds: ({ noticeNumber }) => [noticeNumber],
    zh: ({ noticeNumber, planDueOn, afterContest }) =>
      `${afterContest === undefined ? '交办' : AFTER_CONTEST[afterContest].zh}，整改通知${noticeNumber}，${planDueOn}前报送整改方案`,
    en: ({ noticeNumber, planDueOn, afterContest }) =>
      `${afterContest === undefined ? 'Dispatched' : AFTER_CONTEST[afterContest].en} by notice ${noticeNumber}; plan due ${planDueOn}`,
  },
  DispatchAcknowledged: { ...problem, zh: () => '签收', en: () => 'Dispatch acknowledged' },
  DispatchContested: {
    ...problem,
    zh: ({ reason }) => `对交办提出异议：${reason.text}`,
    en: ({ reason }) => `Dispatch contested: ${reason.text}`,
  },
  PlanSubmitted: {
    ...problem,
    finds: ({ adoptedBy }) => [adoptedBy],
    zh: ({ measures, dueOn }) =>
      `报送整改方案，措施${String(measures.length)}项${dueOn === undefined ? '，长期坚持' : `，${dueOn}前完成`}`,
    en: ({ measures, dueOn }) =>
      `Plan submitted: ${String(measures.length)} measures, ${dueOn === undefined ? 'standing' : `due ${dueOn}`}`,
  },
  PlanApproved: { ...problem, zh: () => '整改方案审定', en: () => 'Plan approved' },
  PlanReturned: {
    ...problem,
    zh: ({ reason }) => `退回整改方案：${reason.text}`,
    en: ({ reason }) => `Plan returned: ${reason.text}`,
  },
  MeasureProgressed: {
    ...problem,
    zh: ({ measure, words, done }) => `措施${String(measure)}${done ? '已完成' : '进展'}：${words.text}`,
    en: ({ measure, words, done }) => `Measure ${String(measure)} ${done ? 'done' : 'progress'}: ${words.text}`,
  },
  ExtensionRequested: {
    ...problem,
    zh: ({ dueOn, reason }) => `申请延期至${dueOn}：${reason.text}`,
    en: ({ dueOn, reason }) => `Extension to ${dueOn} requested: ${reason.text}`,
  },
  ExtensionGranted: {
    ...problem,
    zh: ({ dueOn, formerDueOn }) => `同意延期，由${formerDueOn}延至${dueOn}`,
    en: ({ dueOn, formerDueOn }) => `Extension granted, from ${formerDueOn} to ${dueOn}`,
  },
  ExtensionRefused: {
    ...problem,
    zh: ({ reason }) => `不同意延期：${reason.text}`,
    en: ({ reason }) => `Extension refused: ${reason.text}`,
  },
  RectificationSubmitted: {
    ...problem,
    zh: ({ summary, atOnce }) => `${atOnce ? '立行立改，' : ''}报请核验：${summary.text}`,
    en: ({ summary, atOnce }) => `Submitted for verification${atOnce ? ' (put right at once)' : ''}: ${summary.text}`,
  },
  SubmissionTakenBack: {
    ...problem,
    zh: ({ reason }) => `撤回核验申请${reason === undefined ? '' : `：${reason.text}`}`,
    en: ({ reason }) => `Submission taken back${reason === undefined ? '' : `: ${reason.text}`}`,
  },
  RectificationVerified: {
    ...problem,
    zh: ({ finding }) => `核验通过：${finding.text}`,
    en: ({ finding }) => `Verified: ${finding.text}`,
  },
  RectificationReturned: {
    ...problem,
    zh: ({ reason }) => `核验退回：${reason.text}`,
    en: ({ reason }) => `Returned after verification: ${reason.text}`,
  },
  ProblemClosed: {
    ...problem,
    zh: ({ conclusion }) => `销号${conclusion === undefined ? '' : `：${conclusion.text}`}`,
    en: ({ conclusion }) => `Closed${conclusion === undefined ? '' : `: ${conclusion.text}`}`,
  },
  CloseRefused: {
    ...problem,
    zh: ({ reason }) => `不予销号：${reason.text}`,
    en: ({ reason }) => `Closing refused: ${reason.text}`,
  },
  StandingBegun: { ...problem, zh: () => '已完成并长期坚持', en: () => 'Done, and kept up as standing' },
  StandingNoted: {
    ...problem,
    zh: ({ half, words }) => `${half}长期坚持情况：${words.text}`,
    en: ({ half, words }) => `Kept up in ${half}: ${words.text}`,
  },
  ProblemReopened: {
    ...problem,
    zh: ({ reason, dueOn }) => `重新整改，${dueOn}前完成：${reason.text}`,
    en: ({ reason, dueOn }) => `Reopened, due ${dueOn}: ${reason.text}`,
  },
  ProblemWithdrawn: {
    ...problem,
    zh: ({ reason }) => `撤销：${reason.text}`,
    en: ({ reason }) => `Withdrawn: ${reason.text}`,
  },
};
