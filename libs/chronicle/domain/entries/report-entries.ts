import type { DomainEvent, FreeText, Recorded } from '#event-sourcing/event.js';
import type { Form, ItemRef, ReportEvents } from '#reviews/events.js';
import { GRADE_NAMES, MODE_NAMES } from '#reviews/published/names.js';
import { itemNo, parseItem } from '#text/item-number.js';
import { tagged, type EntryRules } from './entry-rule.js';

const FORM_NAMES: Readonly<Record<Form, { zh: string; en: string }>> = {
  'report-review': { zh: '述职评议测评表', en: 'review of the report' },
  'democratic-appraisal': { zh: '民主评议支部测评表', en: 'democratic appraisal of the branch' },
};

const report = { kind: 'report', ofReview: true, branches: tagged } as const;
const question = { kind: 'question', ofReview: true, branches: tagged } as const;
const appraisal = { kind: 'appraisal', ofReview: true, branches: tagged } as const;
const grade = { kind: 'grade', ofReview: true, branches: tagged } as const;

const problem = { kind: 'problem', ofReview: true, branches: tagged } as const;

const questionKey = ({ stream, data }: Recorded<DomainEvent<string, { readonly question: number }>>): string =>
  `${stream}/question/${String(data.question)}`;

const numberOf = (id: string): string => {
  const item = parseItem(id);
  return item === undefined ? id : itemNo(item);
};

const because = (reason: FreeText | undefined, before: string): string =>
  reason === undefined ? '' : `${before}${reason.text}`;

const unansweredZh = (items: readonly ItemRef[]): string =>
  items.length === 0 ? '' : `，未回应${String(items.length)}项`;
const unansweredEn = (items: readonly ItemRef[]): string =>
  items.length === 0 ? '' : `, ${String(items.length)} items not answered`;

export const reportEntries: EntryRules<ReportEvents> = {
  AnswersCalledFor: {
    ...report,
    zh: ({ items }) => `确定述职报告应回应事项${String(items.length)}项`,
    en: ({ items }) => `The report must answer ${String(items.length)} items`,
  },
  ReportSubmitted: {
    ...report,
    zh: ({ year, answers }) => `提交${String(year)}年度述职报告，回应${String(answers.length)}项`,
    en: ({ year, answers }) => `Report for ${String(year)} submitted, answering ${String(answers.length)} items`,
  },
  ReportReturned: {
    ...report,
    zh: ({ reason }) => `退回述职报告：${reason.text}`,
    en: ({ reason }) => `Report returned: ${reason.text}`,
  },
  ReportAccepted: { ...report, zh: () => '述职报告审核通过', en: () => 'Report accepted' },
  ReportDelivered: {
    ...report,
    zh: ({ mode, acting, unanswered }) =>
      `${MODE_NAMES[mode].zh}${acting ? '（代理）' : ''}${unansweredZh(unanswered)}`,
    en: ({ mode, acting, unanswered }) =>
      `Report delivered ${MODE_NAMES[mode].en}${acting ? ' by an acting secretary' : ''}${unansweredEn(unanswered)}`,
  },
  QuestionAsked: {
    ...question,
    tells: (event) => [questionKey(event)],
    zh: ({ question: n, words }) => `提问${String(n)}：${words.text}`,
    en: ({ question: n, words }) => `Question ${String(n)}: ${words.text}`,
  },
  QuestionAnswered: {
    ...question,
    partOf: (event) => [questionKey(event)],
    zh: ({ question: n, words }) => `回答${String(n)}：${words.text}`,
    en: ({ question: n, words }) => `Answer ${String(n)}: ${words.text}`,
  },
  CommentIssued: {
    kind: 'comment',
    ofReview: true,
    branches: tagged,
    zh: ({ leading, strengths, directions }) =>
      `${leading ? '主点评' : '点评'}：肯定${String(strengths.length)}项，努力方向${String(directions.length)}项`,
    en: ({ leading, strengths, directions }) =>
      `${leading ? 'Leading comment' : 'Comment'}: ${String(strengths.length)} strengths, ${String(directions.length)} directions`,
  },
  ProblemFlagged: {
    kind: 'problem',
    ofReview: true,
    branches: tagged,
    item: ({ problem }) => problem,
    tells: ({ data }) => [data.problem],
    zh: ({ no, statement }) => `指出问题${no}：${statement.text}`,
    en: ({ no, statement }) => `Problem ${no} pointed out: ${statement.text}`,
  },
  ProblemRestated: {
    ...problem,
    item: ({ problem: id }) => id,
    tells: ({ data }) => [data.problem],
    zh: ({ statement, reason }) => `问题重新表述为：${statement.text}${because(reason, '；')}`,
    en: ({ statement, reason }) => `Problem restated: ${statement.text}${because(reason, '; ')}`,
  },
  ProblemSplit: {
    ...problem,
    item: ({ problem: id }) => id,
    tells: ({ data }) => data.parts.map((part) => part.problem),
    finds: ({ parts }) => parts.map(({ no }) => no),
    zh: ({ parts, reason }) => `问题拆分为${parts.map(({ no }) => no).join('、')}${because(reason, '：')}`,
    en: ({ parts, reason }) => `Problem split into ${parts.map(({ no }) => no).join(', ')}${because(reason, ': ')}`,
  },
  ProblemsMerged: {
    ...problem,
    item: ({ into }) => into,
    tells: ({ data }) => [data.into],
    finds: ({ merged }) => merged.map(numberOf),
    zh: ({ merged, reason }) => `并入问题${merged.map(numberOf).join('、')}${because(reason, '：')}`,
    en: ({ merged, reason }) => `Merged into it: ${merged.map(numberOf).join(', ')}${because(reason, ': ')}`,
  },
  GoalAssigned: {
    kind: 'goal',
    ofReview: true,
    branches: tagged,
    item: ({ goal }) => goal,
    zh: ({ no, statement, dueOn }) => `明确目标任务${no}，${dueOn}前完成：${statement.text}`,
    en: ({ no, statement, dueOn }) => `Goal ${no} set, due ${dueOn}: ${statement.text}`,
  },
  MissingAnswerSupplied: {
    ...report,
    item: ({ item }) => item.id,
    zh: ({ answer }) => `补充回应：${answer.text}`,
    en: ({ answer }) => `Missing answer supplied: ${answer.text}`,
  },
  MissingAnswerExcused: {
    ...report,
    item: ({ item }) => item.id,
    zh: ({ reason }) => `同意免予回应：${reason.text}`,
    en: ({ reason }) => `Missing answer excused: ${reason.text}`,
  },
  AppraisalTallied: {
    ...appraisal,
    zh: ({ form }) => `录入${FORM_NAMES[form].zh}票数`,
    en: ({ form }) => `Votes entered: ${FORM_NAMES[form].en}`,
  },
  AppraisalConfirmed: {
    ...appraisal,
    zh: ({ form, complete }) => `${FORM_NAMES[form].zh}票数${complete ? '经两人确认' : '经一人确认'}`,
    en: ({ form, complete }) => `Votes confirmed by ${complete ? 'two persons' : 'one person'}: ${FORM_NAMES[form].en}`,
  },
  GradeDecided: {
    ...grade,
    finds: ({ minutesNumber }) => [minutesNumber],
    zh: ({ grade: g, minutesNumber }) => `综合评价等次：${GRADE_NAMES[g].zh}（${minutesNumber}）`,
    en: ({ grade: g, minutesNumber }) => `Grade decided: ${GRADE_NAMES[g].en} (${minutesNumber})`,
  },
  GradeFedBack: { ...grade, zh: ({ on }) => `${on}反馈综合评价等次`, en: ({ on }) => `Grade fed back on ${on}` },
};
