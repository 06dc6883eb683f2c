import { event } from '#event-sourcing/testing/given-event.js';
import { lead, t, tags, told, type Told } from './told.js';

export const branches: readonly Told[] = [
  ...told(
    'branch-03',
    { branch: '03' },
    event(
      'BranchEstablished',
      { code: '03', name: '第三党支部' },
      { on: '2019-07-01', at: '2023-11-01T02:00:00.000Z' },
    ),
    event(
      'OfficeHolderAppointed',
      { code: '03', post: 'secretary', person: 'p-03', acting: false, from: '2022-03-01' },
      { on: '2022-03-01' },
    ),
  ),
  ...told(
    'branch-05',
    { branch: '05' },
    event('BranchEstablished', { code: '05', name: '第五党支部' }, { on: '2019-07-01' }),
  ),
];

export const review2023: readonly Told[] = told(
  'review-2023',
  { year: 2023 },
  event(
    'ReviewScheduled',
    { year: 2023, committee: '集团党委', title: '2023年度述职评议会', plannedOn: '2024-01-18', presider: 'p-chair' },
    { on: '2023-12-20' },
  ),
  event(
    'BranchEnrolled',
    { year: 2023, branch: '03', mode: 'on-site', commentator: 'p-chair', substitutes: [] },
    { on: '2023-12-21' },
  ),
  event(
    'BranchEnrolled',
    { year: 2023, branch: '05', mode: 'written', commentator: 'p-chair', substitutes: [] },
    { on: '2023-12-21' },
  ),
  event(
    'RequirementIssued',
    {
      year: 2023,
      requirement: '2023-requirement-01',
      no: '2023-要求-01',
      number: 1,
      heading: t('坚定政治立场'),
      points: [t('落实第一责任人责任')],
      addressees: { kind: 'branches', codes: ['03', '05'] },
      units: ['03', '05'],
    },
    { on: '2024-01-18', seq: 9 },
  ),
  event('MeetingAdjourned', { year: 2023, on: '2024-01-18' }, { on: '2024-01-18' }),
  event(
    'ProblemListApproved',
    {
      year: 2023,
      approvedOn: '2024-01-22',
      documentNumber: '党办〔2024〕2号',
      problems: ['2023-review-03-01', '2023-review-03-02', '2023-review-05-01'],
    },
    { on: '2024-01-22' },
  ),
);

export const report2023: readonly Told[] = told(
  'report-2023-03',
  tags,
  event(
    'ReportSubmitted',
    { year: 2023, branch: '03', body: t('一年来，党费收缴及时。'), answers: [] },
    { on: '2024-01-08' },
  ),
  event('ReportReturned', { year: 2023, branch: '03', reason: t('补充问题部分') }, { on: '2024-01-09' }),
  event(
    'ReportSubmitted',
    { year: 2023, branch: '03', body: t('一年来，党费收缴及时。问题有二。'), answers: [] },
    { on: '2024-01-10' },
  ),
  event('ReportAccepted', { year: 2023, branch: '03' }, { on: '2024-01-11' }),
  event(
    'ReportDelivered',
    { year: 2023, branch: '03', mode: 'on-site', deliveredBy: 'p-03', acting: false, unanswered: [] },
    { on: '2024-01-18', seq: 1 },
  ),
  event(
    'CommentIssued',
    {
      year: 2023,
      branch: '03',
      comment: 1,
      leading: true,
      commentator: 'p-chair',
      strengths: [
        { words: t('学习扎实'), practice: true },
        { words: t('活动经常'), practice: false },
      ],
      directions: [t('提升品牌')],
    },
    { on: '2024-01-18', seq: 2 },
  ),
  event(
    'ProblemFlagged',
    {
      year: 2023,
      branch: '03',
      comment: 1,
      problem: '2023-review-03-01',
      no: '2023-述职-03-01',
      statement: t('党费收缴台账不全'),
      category: 'dues',
      lead,
    },
    { on: '2024-01-18', seq: 2 },
  ),
  event(
    'ProblemFlagged',
    {
      year: 2023,
      branch: '03',
      comment: 1,
      problem: '2023-review-03-02',
      no: '2023-述职-03-02',
      statement: t('主题党日形式单一'),
      category: 'activity',
      lead,
    },
    { on: '2024-01-18', seq: 2 },
  ),
  event(
    'GoalAssigned',
    {
      year: 2023,
      branch: '03',
      comment: 1,
      goal: '2023-goal-03-01',
      no: '2023-目标-03-01',
      statement: t('创建示范支部'),
      measure: t('通过验收'),
      dueOn: '2024-12-31',
    },
    { on: '2024-01-18', seq: 2 },
  ),
  event(
    'GradeDecided',
    {
      year: 2023,
      branch: '03',
      grade: 'good',
      meetingOn: '2024-02-01',
      minutesNumber: '纪要〔2024〕3号',
      opinion: t('总体较好'),
      sourcesConsidered: [t('述职报告')],
    },
    { on: '2024-02-02' },
  ),
  event('GradeFedBack', { year: 2023, branch: '03', on: '2024-02-05' }, { on: '2024-02-05' }),
);

export const report2023Of05: readonly Told[] = told(
  'report-2023-05',
  { branch: '05', year: 2023 },
  event('ReportSubmitted', { year: 2023, branch: '05', body: t('书面述职。'), answers: [] }, { on: '2024-01-10' }),
  event(
    'ReportDelivered',
    { year: 2023, branch: '05', mode: 'written', deliveredBy: 'p-05', acting: true, unanswered: [] },
    { on: '2024-01-18', seq: 3 },
  ),
  event(
    'CommentIssued',
    { year: 2023, branch: '05', comment: 1, leading: true, commentator: 'p-chair', strengths: [], directions: [] },
    { on: '2024-01-18', seq: 4 },
  ),
  event(
    'ProblemFlagged',
    {
      year: 2023,
      branch: '05',
      comment: 1,
      problem: '2023-review-05-01',
      no: '2023-述职-05-01',
      statement: t('组织生活记录不规范'),
      category: 'activity',
      lead: { kind: 'branch', code: '05' },
    },
    { on: '2024-01-18', seq: 4 },
  ),
  event(
    'GradeDecided',
    {
      year: 2023,
      branch: '05',
      grade: 'fair',
      meetingOn: '2024-02-01',
      minutesNumber: '纪要〔2024〕3号',
      opinion: t('一般'),
      sourcesConsidered: [],
    },
    { on: '2024-02-02' },
  ),
);
