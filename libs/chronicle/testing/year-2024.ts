import { event } from '#event-sourcing/testing/given-event.js';
import { document, lead, sourceFact, t, tags, told, type Told } from './told.js';

export const goalAndRequirement: readonly Told[] = [
  ...told(
    'goal-2023-goal-03-01',
    tags,
    event(
      'GoalOpened',
      {
        goal: '2023-goal-03-01',
        no: '2023-目标-03-01',
        year: 2023,
        branch: '03',
        dueOn: '2024-12-31',
        assigned: sourceFact,
      },
      { on: '2024-01-29' },
    ),
    event('GoalAccepted', { goal: '2023-goal-03-01' }, { on: '2024-01-29' }),
    event(
      'GoalResultSubmitted',
      { goal: '2023-goal-03-01', submission: 1, summary: t('已通过验收'), evidence: [document] },
      { on: '2024-12-10' },
    ),
    event('GoalConcluded', { goal: '2023-goal-03-01', outcome: 'achieved', finding: t('属实') }, { on: '2024-12-20' }),
  ),
  ...told(
    'requirement-2023-requirement-01',
    { year: 2023 },
    event(
      'RequirementOpened',
      { requirement: '2023-requirement-01', no: '2023-要求-01', year: 2023, units: ['03', '05'], issued: sourceFact },
      { on: '2024-01-30' },
    ),
    event('RequirementAcknowledged', { requirement: '2023-requirement-01', unit: '03' }, { on: '2024-01-30' }),
    event(
      'RequirementImplemented',
      { requirement: '2023-requirement-01', unit: '03', words: t('已专题学习'), evidence: [] },
      { on: '2024-05-06' },
    ),
    event('RequirementAcknowledged', { requirement: '2023-requirement-01', unit: '05' }, { on: '2024-02-01' }),
    event(
      'RequirementImplemented',
      { requirement: '2023-requirement-01', unit: '05', words: t('已落实'), evidence: [] },
      { on: '2024-06-01' },
    ),
    event('RequirementConcluded', { requirement: '2023-requirement-01', finding: t('均已落实') }, { on: '2024-06-10' }),
  ),
];

export const year2024: readonly Told[] = [
  ...told(
    'review-2024',
    { year: 2024 },
    event(
      'ReviewScheduled',
      { year: 2024, committee: '集团党委', title: '2024年度述职评议会', plannedOn: '2025-01-16', presider: 'p-chair' },
      { on: '2024-12-20' },
    ),
    event(
      'BranchEnrolled',
      { year: 2024, branch: '03', mode: 'on-site', commentator: 'p-chair', substitutes: [] },
      { on: '2024-12-21' },
    ),
    event('MeetingAdjourned', { year: 2024, on: '2025-01-16' }, { on: '2025-01-16' }),
  ),
  ...told(
    'report-2024-03',
    { branch: '03', year: 2024 },
    event(
      'AnswersCalledFor',
      {
        year: 2024,
        branch: '03',
        items: [
          { kind: 'problem', id: '2023-review-03-01' },
          { kind: 'problem', id: '2023-review-03-02' },
        ],
      },
      { on: '2024-12-22' },
    ),
    event(
      'ReportSubmitted',
      {
        year: 2024,
        branch: '03',
        body: t('再述。'),
        answers: [{ item: { kind: 'problem', id: '2023-review-03-01' }, answer: t('已销号') }],
      },
      { on: '2025-01-05' },
    ),
    event(
      'ReportDelivered',
      {
        year: 2024,
        branch: '03',
        mode: 'on-site',
        deliveredBy: 'p-03',
        acting: false,
        unanswered: [{ kind: 'problem', id: '2023-review-03-02' }],
      },
      { on: '2025-01-16', seq: 1 },
    ),
    event(
      'CommentIssued',
      { year: 2024, branch: '03', comment: 1, leading: true, commentator: 'p-chair', strengths: [], directions: [] },
      { on: '2025-01-16', seq: 2 },
    ),
    event(
      'ProblemFlagged',
      {
        year: 2024,
        branch: '03',
        comment: 1,
        problem: '2024-review-03-01',
        no: '2024-述职-03-01',
        statement: t('党建与业务融合不够'),
        category: 'integration',
        lead,
      },
      { on: '2025-01-16', seq: 2 },
    ),
    event(
      'MissingAnswerSupplied',
      { year: 2024, branch: '03', item: { kind: 'problem', id: '2023-review-03-02' }, answer: t('待销号') },
      { on: '2025-01-20' },
    ),
  ),
];
