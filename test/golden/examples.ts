import type { BatchEvents } from '#platform/http/batch-begun.js';
import type { BranchEvents } from '#branches/events.js';
import { document, lead, t } from '#chronicle/testing/told.js';
import type { CorrectionEvents } from '#corrections/events.js';
import type { EventsOf } from '#event-sourcing/event.js';
import { event, inStream, type Given } from '#event-sourcing/testing/given-event.js';
import type { GoalEvents, RequirementEvents } from '#goals/events.js';
import type { OversightEvents } from '#oversight/events.js';
import { DEFAULT_POLICY } from '#policy/published/default-policy.js';
import type { CalendarEvents, PolicyEvents } from '#policy/events.js';
import type { NoticeEvents, ProblemEvents } from '#problems/events.js';
import type { ReportEvents, ReviewEvents } from '#reviews/events.js';

type Example = Given<
  EventsOf<
    BranchEvents &
      ReviewEvents &
      ReportEvents &
      ProblemEvents &
      NoticeEvents &
      GoalEvents &
      RequirementEvents &
      OversightEvents &
      PolicyEvents &
      CalendarEvents &
      CorrectionEvents &
      BatchEvents
  >
>;

const year = 2023;
const branch = '03';
const tags = { branch, year };
const problem = '2023-review-03-01';
const subject = { kind: 'problem', id: problem } as const;
const goal = '2023-goal-03-01';
const removal = {
  entry: {
    revision: 0,
    eventId: '9df4d96c-4619-4b3a-a308-574adcd82c20',
    type: 'ProblemTakenOver',
    schemaVersion: 1,
  },
  field: '/statement',
  units: ['03'],
  item: '2022-review-03-01',
} as const;
const answering = (revision: number) => ({
  request: { revision, eventId: '00000000-0000-4000-8000-000000000003' },
});
const group = { groups: ['staff-representatives'], entitledPresent: 9, issued: 9, returned: 9, invalid: 1 } as const;
const item = { item: 'overall', good: 5, fairlyGood: 2, fair: 1, poor: 0, abstained: 0 };

/**
 * What the story of two years does not have. A type whose version is raised gets an example of the new version here,
 * and `UPDATE_GOLDEN=1 npm test -- test/golden` puts it at the end of the golden log.
 */
export const EXAMPLES: readonly Example[] = [
  ...inStream<Example>(
    'policy',
    {},
    event('PolicyAdopted', {
      version: 1,
      values: DEFAULT_POLICY,
      from: '2024-01-01',
      documentNumber: '党办〔2023〕9号',
    }),
  ),
  ...inStream<Example>(
    'calendar',
    {},
    event('CalendarPublished', { year: 2024, version: 1, holidays: ['2024-02-12'], workdays: ['2024-02-18'] }),
  ),
  ...inStream<Example>(
    'branch-03',
    { branch },
    event('BranchRenamed', { code: branch, name: '工程第三党支部', formerName: '第三党支部' }),
    event('OfficeHolderReleased', {
      code: branch,
      post: 'secretary',
      person: 'p-03',
      until: '2025-02-28',
      reason: t('到龄'),
    }),
    event('HandoverRecorded', {
      code: branch,
      post: 'secretary',
      from: 'p-03',
      to: 'p-04',
      on: '2025-03-03',
      items: [
        { kind: 'problem', id: problem },
        { kind: 'goal', id: goal },
        { kind: 'requirement', id: '2023-requirement-01' },
      ],
    }),
  ),
  ...inStream<Example>(
    'branch-05',
    { branch: '05' },
    event('BranchMerged', {
      code: '05',
      on: '2025-03-31',
      documentNumber: '党委〔2025〕12号',
      successors: ['03'],
      mainSuccessor: '03',
      items: [{ kind: 'problem', id: '2024-check-05-01', successor: '03' }],
    }),
  ),
  ...inStream<Example>(
    'branch-06',
    { branch: '06' },
    event('BranchSplit', {
      code: '06',
      on: '2025-03-31',
      documentNumber: '党委〔2025〕13号',
      successors: ['61', '62'],
      mainSuccessor: '61',
      items: [{ kind: 'goal', id: '2023-goal-06-01', successor: '62' }],
    }),
  ),
  ...inStream<Example>(
    'branch-07',
    { branch: '07' },
    event('BranchDissolved', {
      code: '07',
      on: '2025-03-31',
      documentNumber: '党委〔2025〕14号',
      successors: ['03'],
      mainSuccessor: '03',
      items: [{ kind: 'requirement', id: '2023-requirement-01', successor: '03' }],
      reason: t('项目结束'),
    }),
  ),
  ...inStream<Example>(
    'review-2023',
    { year },
    event('EnrolmentModeChanged', { year, branch, mode: 'video', formerMode: 'on-site', reason: t('出差') }),
    event('CommentatorNamed', { year, branch, commentator: 'p-member', substitutes: ['p-chair'] }),
    event('OpinionsSummarised', { year, summary: t('意见三条') }),
    event('RosterRecorded', { year, groups: [{ group: 'cadres', due: 9, present: 8, excused: 1 }] }),
    event('SummaryGiven', { year, achievements: [t('组织生活经常')] }),
    event('ReviewClosed', { year }),
    event('CommonProblemRaised', {
      year,
      common: '2023-common-01',
      no: '2023-共性-01',
      statement: t('批评辣味不足'),
      category: '组织生活',
      children: [
        { branch, problem: '2023-common-03-01', no: '2023-共性-03-01' },
        {
          branch: '05',
          problem: '2023-common-05-01',
          no: '2023-共性-05-01',
          lead: { kind: 'department', code: 'hr' },
        },
      ],
    }),
  ),
  ...inStream<Example>(
    'report-2023-03',
    tags,
    event('QuestionAsked', { year, branch, question: 1, words: t('台账何时补齐？') }),
    event('QuestionAnswered', { year, branch, question: 1, words: t('三月底前') }),
    event('MissingAnswerExcused', { year, branch, item: { kind: 'problem', id: problem }, reason: t('已移交') }),
    event('AppraisalTallied', {
      year,
      branch,
      form: 'report-review',
      groups: [{ ...group, items: [item] }],
      countedBy: 'p-clerk',
      supervisedBy: 'p-member',
      tally: 1,
    }),
    event('AppraisalConfirmed', { year, branch, form: 'report-review', tally: 1, complete: true }),
    event('ProblemRestated', {
      year,
      branch,
      problem,
      statement: t('党费台账不健全'),
      category: '基础',
      reason: t('规范'),
    }),
    event('ProblemSplit', {
      year,
      branch,
      problem,
      comment: 1,
      spoken: problem,
      flaggedOn: '2024-01-18',
      parts: [
        { problem, no: '2023-述职-03-01', statement: t('台账不全'), category: '基础', lead },
        {
          problem: '2023-review-03-09',
          no: '2023-述职-03-09',
          statement: t('收缴不及时'),
          category: '基础',
          lead,
          recurrenceOf: '2022-review-03-01',
        },
      ],
      reason: t('两件事'),
    }),
    event('ProblemsMerged', {
      year,
      branch,
      into: problem,
      merged: ['2023-review-03-09'],
      statement: t('台账不全，收缴不及时'),
      reason: t('实为一事'),
    }),
  ),
  ...inStream<Example>(
    `problem-${problem}`,
    tags,
    event('DispatchContested', { problem, reason: t('应由工会牵头') }),
    event('ExtensionRequested', { problem, extension: 2, dueOn: '2024-11-29', reason: t('等待验收') }),
    event('ExtensionRefused', { problem, extension: 2, reason: t('理由不足') }),
    event('SubmissionTakenBack', { problem, submission: 1, reason: t('补充佐证') }),
    event('CloseRefused', { problem, reason: t('效果不明显') }),
    event('StandingBegun', { problem }),
    event('StandingNoted', { problem, half: '2024H2', words: t('坚持每月核对') }),
    event('ProblemReopened', { problem, reason: t('反弹'), dueOn: '2025-03-31' }),
    event('PlanSubmitted', {
      problem,
      cause: t('责任不清'),
      adoptedBy: '支部委员会',
      adoptedOn: '2024-02-01',
      measures: [
        {
          measure: 1,
          words: t('每月核对'),
          kind: 'standing',
          leadUnit: lead,
          supportingUnits: [{ kind: 'department', code: 'hr' }],
          responsiblePost: 'secretary',
          expectedResult: t('账实相符'),
        },
      ],
    }),
  ),
  ...inStream<Example>(
    'notice-集团党办整改〔2024〕3号',
    {},
    event('NoticeIssued', {
      noticeNumber: '集团党办整改〔2024〕3号',
      unit: lead,
      planDueOn: '2024-02-20',
      problems: [problem, '2023-common-03-01'],
    }),
  ),
  ...inStream<Example>(
    `goal-${goal}`,
    tags,
    event('GoalProgressed', { goal, words: t('已初验'), evidence: [{ ...document, sha256: 'ab'.repeat(32) }] }),
    event('GoalResultReturned', { goal, submission: 1, reason: t('缺验收表') }),
  ),
  ...inStream<Example>(
    `oversight-${problem}`,
    tags,
    event('NoteTaken', { subject, note: 1, words: t('电话沟通，月底前补齐'), with: [lead] }),
    event('ReminderIssued', { subject, reminder: 1, unit: lead, words: t('请报送方案') }),
    event('InstructionGiven', {
      subject,
      instruction: 1,
      words: t('请查清原因'),
      addressee: lead,
      dueOn: '2024-03-15',
    }),
    event('InstructionAnswered', { subject, instruction: 1, answer: 1, words: t('交接不清，已补齐') }),
    event('InstructionAnswerReturned', { subject, instruction: 1, answer: 1, reason: t('未说明今后措施') }),
    event('InstructionConcluded', { subject, instruction: 1, words: t('已阅') }),
  ),
  ...inStream<Example>(
    'report-2023-03',
    tags,
    event('EntryCorrected', {
      entry: { revision: 11, eventId: '1346ff8e-ad45-4a50-ae07-e73380c9a942', type: 'QuestionAsked', schemaVersion: 1 },
      field: '/words',
      value: t('党费台账何时补齐？'),
      kind: 'slip',
      reason: t('漏写“党费”'),
      units: ['03'],
    }),
    event('EntryVoided', {
      entries: [
        {
          revision: 13,
          eventId: '870378e0-c146-41b6-b188-9db745a1eeaa',
          type: 'MissingAnswerExcused',
          schemaVersion: 1,
        },
      ],
      reason: t('误录'),
      units: ['03'],
      item: problem,
    }),
  ),
  ...inStream<Example>(
    'problem-2022-review-03-01',
    { branch, year: 2022 },
    event('ProblemTakenOver', {
      problem: '2022-review-03-01',
      no: '2022-述职-03-01',
      year: 2022,
      branch,
      source: 'review',
      statement: t('党费收缴台账不规范'),
      category: '组织生活',
      lead,
      recurrenceOf: '2021-review-03-02',
      status: 'in-progress',
      since: '2023-03-01',
      raisedOn: '2023-01-18',
      listedOn: '2023-01-25',
      listNumber: '集团党发〔2023〕2号',
      dispatchedOn: '2023-01-26',
      noticeNumber: '整改通知〔2023〕3号',
      planDueOn: '2023-02-20',
      acknowledgedOn: '2023-01-30',
      measures: [
        {
          measure: 1,
          words: t('每月核对'),
          kind: 'by-date',
          leadUnit: lead,
          supportingUnits: [],
          responsiblePost: '组织委员',
          dueOn: '2023-06-30',
          expectedResult: t('账实相符'),
        },
      ],
      measuresDone: [1],
      dueOn: '2024-12-31',
      originalDueOn: '2023-06-30',
      extensionsGranted: 1,
      returned: true,
      paper: { kind: 'ledger', number: '2022年台账第2册第15页', date: '2024-11-29', place: '档案柜三层' },
      externalKey: 'WT-2022-0031',
    }),
  ),
  ...inStream<Example>(
    'goal-2022-goal-03-01',
    { branch, year: 2022 },
    event('GoalTakenOver', {
      goal: '2022-goal-03-01',
      no: '2022-目标-03-01',
      year: 2022,
      branch,
      statement: t('发展党员三名'),
      measure: t('人数'),
      dueOn: '2024-12-31',
      assignedOn: '2023-01-18',
      status: 'concluded',
      since: '2024-11-25',
      acceptedOn: '2023-02-01',
      submittedOn: '2024-11-20',
      outcome: 'achieved',
      finding: t('属实'),
      paper: { kind: 'ledger', number: '2022年目标台账第4页', date: '2024-11-29' },
      externalKey: 'MB-2022-0004',
    }),
  ),
  ...inStream<Example>(
    'review-2023',
    { year },
    event('CommonChildRestated', {
      year,
      branch,
      common: '2023-common-01',
      problem: '2023-common-03-01',
      statement: t('以希望代替批评'),
      reason: t('具体化'),
    }),
  ),
  ...inStream<Example>(
    'batch-6d1f2a3b-4c5d-5e6f-8a7b-9c0d1e2f3a4b',
    {},
    event('BatchBegun', { act: 'record-meeting', parts: 12 }),
  ),
  ...inStream<Example>(
    'problem-2022-review-03-01',
    { branch, year: 2022 },
    event('TextRemovalRequested', { ...removal, ground: 'wrong-file', reason: t('误传他人材料') }),
    event('TextRemovalRefused', { ...removal, ...answering(1), reason: t('请更正') }),
    event('TextRemovalRequested', { ...removal, ground: 'personal-data', reason: t('写入了住址') }),
    event('TextRemoved', {
      ...removal,
      ...answering(3),
      // Of a text that was never there: an export leaves out what was removed, and this file keeps all that it has.
      texts: [{ revision: 0, digest: 'x0oYhJX0q6vE3r2cX1fO5n9uTQkZb7m4wJdA8sLhGpE' }],
      ground: 'personal-data',
    }),
  ),
];
