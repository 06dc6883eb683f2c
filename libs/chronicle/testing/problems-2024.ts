import { event } from '#event-sourcing/testing/given-event.js';
import { document, lead, sourceFact, t, tags, told, type Told } from './told.js';

/** Closed in time, on the last day of an extension. */
export const firstProblem: readonly Told[] = told(
  'problem-2023-review-03-01',
  tags,
  event(
    'ProblemOpened',
    { problem: '2023-review-03-01', no: '2023-述职-03-01', year: 2023, branch: '03', lead, flagged: sourceFact },
    { on: '2024-01-25' },
  ),
  event(
    'ProblemDispatched',
    { problem: '2023-review-03-01', noticeNumber: '整改〔2024〕1号', lead, planDueOn: '2024-02-20' },
    { on: '2024-01-25' },
  ),
  event('DispatchAcknowledged', { problem: '2023-review-03-01' }, { on: '2024-01-26' }),
  event(
    'PlanSubmitted',
    {
      problem: '2023-review-03-01',
      cause: t('责任不清'),
      adoptedBy: '支部党员大会',
      adoptedOn: '2024-02-10',
      measures: [
        {
          measure: 1,
          words: t('补齐台账'),
          kind: 'by-date',
          leadUnit: lead,
          supportingUnits: [],
          responsiblePost: '组织委员',
          dueOn: '2024-05-31',
          expectedResult: t('台账齐全'),
        },
      ],
      dueOn: '2024-05-31',
    },
    { on: '2024-02-18' },
  ),
  event('PlanReturned', { problem: '2023-review-03-01', reason: t('措施要具体') }, { on: '2024-02-20' }),
  event(
    'PlanSubmitted',
    {
      problem: '2023-review-03-01',
      cause: t('责任不清'),
      adoptedBy: '支部党员大会',
      adoptedOn: '2024-02-21',
      measures: [
        {
          measure: 1,
          words: t('逐月补齐台账'),
          kind: 'by-date',
          leadUnit: lead,
          supportingUnits: [],
          responsiblePost: '组织委员',
          dueOn: '2024-05-31',
          expectedResult: t('台账齐全'),
        },
      ],
      dueOn: '2024-05-31',
    },
    { on: '2024-02-22' },
  ),
  event('PlanApproved', { problem: '2023-review-03-01' }, { on: '2024-02-26' }),
  event(
    'MeasureProgressed',
    { problem: '2023-review-03-01', measure: 1, words: t('已补齐三个月'), done: false, evidence: [document] },
    { on: '2024-04-10' },
  ),
  event(
    'ExtensionRequested',
    { problem: '2023-review-03-01', extension: 1, dueOn: '2024-06-20', reason: t('人员调整') },
    { on: '2024-05-20' },
  ),
  event(
    'ExtensionGranted',
    { problem: '2023-review-03-01', extension: 1, dueOn: '2024-06-20', formerDueOn: '2024-05-31' },
    { on: '2024-05-22' },
  ),
  event(
    'RectificationSubmitted',
    {
      problem: '2023-review-03-01',
      submission: 1,
      summary: t('台账已齐'),
      atOnce: false,
      evidence: [document, document],
    },
    { on: '2024-06-20' },
  ),
  event(
    'RectificationVerified',
    { problem: '2023-review-03-01', submission: 1, finding: t('属实') },
    { on: '2024-06-28' },
  ),
  event('ProblemClosed', { problem: '2023-review-03-01' }, { on: '2024-07-02' }),
);

/** Sent back once; the accepted submission was late and entered late, without a paper. */
export const secondProblem: readonly Told[] = told(
  'problem-2023-review-03-02',
  tags,
  event(
    'ProblemOpened',
    { problem: '2023-review-03-02', no: '2023-述职-03-02', year: 2023, branch: '03', lead, flagged: sourceFact },
    { on: '2024-01-25' },
  ),
  event(
    'ProblemDispatched',
    { problem: '2023-review-03-02', noticeNumber: '整改〔2024〕1号', lead, planDueOn: '2024-02-20' },
    { on: '2024-01-25' },
  ),
  event('DispatchAcknowledged', { problem: '2023-review-03-02' }, { on: '2024-01-26' }),
  event(
    'RectificationSubmitted',
    { problem: '2023-review-03-02', submission: 1, summary: t('已丰富形式'), atOnce: true, evidence: [] },
    { on: '2024-02-15' },
  ),
  event(
    'RectificationReturned',
    { problem: '2023-review-03-02', submission: 1, reason: t('材料不足') },
    { on: '2024-02-19' },
  ),
  event(
    'RectificationSubmitted',
    { problem: '2023-review-03-02', submission: 2, summary: t('补充材料'), atOnce: true, evidence: [document] },
    { on: '2024-02-20', at: '2024-03-20T02:00:00.000Z' },
  ),
  event(
    'RectificationVerified',
    { problem: '2023-review-03-02', submission: 2, finding: t('属实') },
    { on: '2024-03-22' },
  ),
);

export const selfExamined: readonly Told[] = told(
  'problem-2024-self-examined-03-01',
  { branch: '03', year: 2024 },
  event(
    'ProblemRaised',
    {
      problem: '2024-self-examined-03-01',
      no: '2024-自查-03-01',
      year: 2024,
      branch: '03',
      source: 'self-examined',
      statement: t('党小组会次数不足'),
      category: 'meeting',
      lead,
    },
    { on: '2024-09-02' },
  ),
  event(
    'ProblemDispatched',
    { problem: '2024-self-examined-03-01', noticeNumber: '整改〔2024〕9号', lead, planDueOn: '2024-09-30' },
    { on: '2024-09-05' },
  ),
  event('ProblemWithdrawn', { problem: '2024-self-examined-03-01', reason: t('重复登记') }, { on: '2024-09-10' }),
);
