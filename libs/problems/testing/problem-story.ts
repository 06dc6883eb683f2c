import { freeText } from '#event-sourcing/event.js';
import { event, inStream } from '#event-sourcing/testing/given-event.js';
import type { Circumstances, Given } from '#event-sourcing/testing/given-event.js';
import { reportStream, reviewStream } from '#reviews/events.js';
import type { LeadUnit } from '#reviews/events.js';
import { problemStream } from '../events.js';
import type { Measure, MeasureKind, ProblemEvent } from '../events.js';

export const problem = '2023-review-03-01';
export const other = '2023-review-03-02';
export const branch: LeadUnit = { kind: 'branch', code: '03' };
export const finance: LeadUnit = { kind: 'department', code: 'FIN' };
const tags = { branch: '03', year: 2023 };

const flag = (id: string, no: string, statement: string) =>
  event(
    'ProblemFlagged',
    {
      year: 2023,
      branch: '03',
      comment: 1,
      problem: id,
      no,
      statement: freeText(statement),
      category: 'dues',
      lead: branch,
    },
    { on: '2024-01-18' },
  );

/** Two problems flagged in one comment. */
export const flagged = inStream(
  reportStream(2023, '03'),
  tags,
  flag(problem, '2023-述职-03-01', '党费收缴不及时'),
  flag(other, '2023-述职-03-02', '学习笔记缺少心得'),
);

/** Both put on the list. */
export const approved = inStream(
  reviewStream(2023),
  { year: 2023 },
  event(
    'ProblemListApproved',
    { year: 2023, approvedOn: '2024-01-22', documentNumber: '党办〔2024〕3号', problems: [problem, other] },
    { on: '2024-01-22' },
  ),
);

/** Events of the first problem's own stream. */
export const own = (...events: readonly Given<ProblemEvent>[]): readonly Given<ProblemEvent>[] =>
  inStream(problemStream(problem), tags, ...events) as readonly Given<ProblemEvent>[];

/** One event of the first problem; by whom and when as in `circumstances`. */
export const step = <Type extends ProblemEvent['type']>(
  type: Type,
  data: Omit<Extract<ProblemEvent, { type: Type }>['data'], 'problem'>,
  on: string,
  circumstances: Circumstances = {},
): Given<ProblemEvent> => event(type, { problem, ...data }, { on, ...circumstances }) as Given<ProblemEvent>;

export const measure = (n: number, kind: MeasureKind, dueOn?: string): Measure => ({
  measure: n,
  words: freeText(`措施${String(n)}`),
  kind,
  leadUnit: branch,
  supportingUnits: [finance],
  responsiblePost: '组织委员',
  ...(dueOn === undefined ? {} : { dueOn }),
  expectedResult: freeText('按月收缴'),
});

const opened = step(
  'ProblemOpened',
  {
    no: '2023-述职-03-01',
    year: 2023,
    branch: '03',
    lead: branch,
    flagged: { stream: reportStream(2023, '03'), revision: 0, eventId: 'e' },
  },
  '2024-01-24',
);

export const dispatched = [
  opened,
  step('ProblemDispatched', { noticeNumber: '通知1号', lead: branch, planDueOn: '2024-02-20' }, '2024-01-24'),
];
export const acknowledged = [...dispatched, step('DispatchAcknowledged', {}, '2024-01-25')];
export const planned = [
  ...acknowledged,
  step(
    'PlanSubmitted',
    {
      cause: freeText('重视不够'),
      adoptedBy: '支部党员大会',
      adoptedOn: '2024-02-01',
      measures: [measure(1, 'at-once', '2024-03-01'), measure(2, 'by-date', '2024-06-30'), measure(3, 'standing')],
      dueOn: '2024-06-30',
    },
    '2024-02-02',
    { actor: 'secretary', recordedBy: 'clerk' },
  ),
];
export const inProgress = [...planned, step('PlanApproved', {}, '2024-02-05')];
export const submitted = [
  ...inProgress,
  step(
    'RectificationSubmitted',
    { submission: 1, summary: freeText('已补缴'), atOnce: false, evidence: [] },
    '2024-06-20',
    { actor: 'secretary' },
  ),
];
export const verified = [
  ...submitted,
  step('RectificationVerified', { submission: 1, finding: freeText('属实') }, '2024-06-25', { actor: 'clerk' }),
];
export const closed = [...verified, step('ProblemClosed', { conclusion: freeText('同意销号') }, '2024-06-28')];
