import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import type { Circumstances, Given } from '#event-sourcing/testing/given-event.js';
import { report } from '../domain/report.js';
import { review } from '../domain/review.js';
import type { Form, ItemRef, Mode, ReportEvent, ReviewEvent } from '../events.js';

/** The review of 2023: scheduled on 2023-12-20, its meeting on 2024-01-20, which is the day on which tests decide. */
const scheduled = event(
  'ReviewScheduled',
  { year: 2023, committee: '集团党委', title: '2023年度述职评议会', plannedOn: '2024-01-20', presider: 'chair' },
  { on: '2023-12-20' },
);

export const enrolled = (branch: string, mode: Mode = 'on-site') =>
  event(
    'BranchEnrolled',
    { year: 2023, branch, mode, commentator: 'commentator', substitutes: ['substitute'] },
    { on: '2023-12-21' },
  );

export const adjourned = (on = '2024-01-20') => event('MeetingAdjourned', { year: 2023, on }, { on });

export const listApproved = (...problems: string[]) =>
  event(
    'ProblemListApproved',
    { year: 2023, approvedOn: '2024-01-25', documentNumber: '1号', problems },
    { on: '2024-01-25' },
  );

export const closed = () => event('ReviewClosed', { year: 2023 }, { on: '2024-01-30' });

/** A review that was scheduled, and what happened since. */
export const aReview = (...since: Given<ReviewEvent>[]) => specify(review).given(scheduled, ...since);

/** The one review in which branch 03 is enrolled, before its meeting. */
export const beforeMeeting = (mode: Mode = 'on-site') => aReview(enrolled('03', mode)).state;
export const afterMeeting = (on?: string) => aReview(enrolled('03'), adjourned(on)).state;
export const afterClosing = () => aReview(enrolled('03'), adjourned(), closed()).state;

/** The report of branch 03, and what happened in it. */
export const aReport = (...events: Given<ReportEvent>[]) => specify(report).given(...events);

export const key = { year: 2023, branch: '03' } as const;

export const problemRef: ItemRef = { kind: 'problem', id: '2022-review-03-01' };
export const goalRef: ItemRef = { kind: 'goal', id: '2022-goal-03-01' };

export const calledFor = (...items: ItemRef[]) => event('AnswersCalledFor', { ...key, items }, { on: '2023-12-22' });

export const submitted = (...answered: ItemRef[]) =>
  event(
    'ReportSubmitted',
    { ...key, body: { text: '报告' }, answers: answered.map((item) => ({ item, answer: { text: '已完成' } })) },
    { on: '2024-01-05' },
  );
export const returned = () => event('ReportReturned', { ...key, reason: { text: '请补充' } }, { on: '2024-01-08' });
export const accepted = () => event('ReportAccepted', key, { on: '2024-01-10' });

export const delivered = (on = '2024-01-20', ...unanswered: ItemRef[]) =>
  event('ReportDelivered', { ...key, mode: 'on-site', deliveredBy: 'secretary', acting: false, unanswered }, { on });

export const commented = (leading = true) =>
  event('CommentIssued', {
    ...key,
    comment: 1,
    leading,
    commentator: 'commentator',
    words: { text: '总体较好' },
    strengths: [],
    directions: [],
  });

const idOf = (n: number): string => `2023-review-03-0${String(n)}`;
const noOf = (n: number) => ({ problem: idOf(n), no: `2023-述职-03-0${String(n)}` });
const worded = { category: '思想建设', lead: { kind: 'branch', code: '03' } } as const;

export const flagged = (n: number) =>
  event('ProblemFlagged', {
    ...key,
    comment: 1,
    ...noOf(n),
    statement: { text: '学习不够深入' },
    ...worded,
  });

export const split = (n: number, ...others: number[]) =>
  event(
    'ProblemSplit',
    {
      ...key,
      problem: idOf(n),
      comment: 1,
      spoken: idOf(n),
      flaggedOn: '2024-01-20',
      parts: [n, ...others].map((part) => ({ ...noOf(part), statement: { text: `部分${String(part)}` }, ...worded })),
    },
    { on: '2024-01-22' },
  );

export const merged = (into: number, ...gone: number[]) =>
  event('ProblemsMerged', { ...key, into: idOf(into), merged: gone.map(idOf) }, { on: '2024-01-23' });

/** A common problem of branches 03 and 05. */
export const commonRaised = (n = 1, on = '2024-01-20') =>
  event(
    'CommonProblemRaised',
    {
      year: 2023,
      common: `2023-common-0${String(n)}`,
      no: `2023-共性-0${String(n)}`,
      statement: { text: '批评辣味不足' },
      category: '组织生活',
      children: ['03', '05'].map((branch) => ({
        branch,
        problem: `2023-common-${branch}-0${String(n)}`,
        no: `2023-共性-${branch}-0${String(n)}`,
      })),
    },
    { on },
  );

export const tallied = (tally = 1, form: Form = 'report-review') =>
  event('AppraisalTallied', { ...key, form, groups: [], countedBy: 'counter', supervisedBy: 'supervisor', tally });

export const confirmed = (by: Circumstances, tally = 1, complete = false) =>
  event('AppraisalConfirmed', { ...key, form: 'report-review', tally, complete }, by);

export const graded = () =>
  event(
    'GradeDecided',
    {
      ...key,
      grade: 'good',
      meetingOn: '2024-02-01',
      minutesNumber: '3号',
      opinion: { text: '好' },
      sourcesConsidered: [],
    },
    { on: '2024-02-01' },
  );
