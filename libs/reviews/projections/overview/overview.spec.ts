import { describe, expect, it } from '@jest/globals';
import { freeText as t } from '#event-sourcing/event.js';
import { expectSameInAnyInterleaving } from '#event-sourcing/testing/interleavings.js';
import { event, inStream, project } from '#event-sourcing/testing/projection-kit.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import type { ReportEvent, ReviewEvent } from '../../events.js';
import { reportAsRead } from '../../queries/as-read.js';
import { overview } from './overview.projection.js';

type Told = Given<ReportEvent | ReviewEvent>;
const of = { year: 2023, branch: '03' } as const;
const item = { kind: 'problem', id: '2022-review-03-01' } as const;
const lead = { kind: 'branch', code: '03' } as const;
const review = (...events: readonly Told[]) => inStream<Told>('review-2023', { year: 2023 }, ...events);
const report = (...events: readonly Told[]) => inStream<Told>('report-2023-03', of, ...events);

const enrolled = event('BranchEnrolled', { ...of, mode: 'on-site', commentator: 'p-chair', substitutes: ['p-sub'] });
const meeting = [
  event('AnswersCalledFor', { ...of, items: [item] }),
  event('ReportSubmitted', { ...of, body: t('报告'), answers: [] }, { on: '2024-01-08' }),
  event('ReportAccepted', { ...of }, { on: '2024-01-10' }),
  event(
    'ReportDelivered',
    { ...of, mode: 'video', deliveredBy: 'p-03', acting: false, unanswered: [item] },
    { on: '2024-01-18' },
  ),
  event('QuestionAsked', { ...of, question: 1, words: t('如何整改？') }),
  event('CommentIssued', {
    ...of,
    comment: 1,
    leading: true,
    commentator: 'p-chair',
    strengths: [{ words: t('扎实'), practice: true }],
    directions: [t('融合')],
  }),
  event('ProblemFlagged', {
    ...of,
    comment: 1,
    problem: '2023-review-03-01',
    no: '2023-述职-03-01',
    statement: t('台账不全'),
    category: 'dues',
    lead,
  }),
  event('GoalAssigned', {
    ...of,
    comment: 1,
    goal: '2023-goal-03-01',
    no: '2023-目标-03-01',
    statement: t('示范'),
    measure: t('验收'),
    dueOn: '2024-12-31',
  }),
] as const;

const given = project(overview).given(review(enrolled), report(...meeting));
const row = given.rows['2023-03'];

describe('the overview of a review', () => {
  it('says how far each report is', () => {
    expect(Object.keys(given.rows)).toEqual(['2023-03']);
    expect(row).toMatchObject({
      mode: 'on-site',
      status: 'delivered',
      submittedOn: '2024-01-08',
      acceptedOn: '2024-01-10',
      deliveredOn: '2024-01-18',
      deliveredMode: 'video',
      toAnswer: [item],
      unanswered: [item],
      questions: 1,
      questionsOpen: 1,
      comments: 1,
      problems: 1,
      goals: 1,
      length: 8,
    });
  });

  it('keeps problems and goals with the comment in which they were given', () => {
    expect(row?.detail.comments).toEqual([
      {
        comment: 1,
        leading: true,
        commentator: 'p-chair',
        on: '2024-01-20',
        words: null,
        level: 'internal',
        strengths: [{ words: '扎实', practice: true }],
        problems: [
          {
            id: '2023-review-03-01',
            no: '2023-述职-03-01',
            statement: '台账不全',
            category: 'dues',
            lead,
            level: 'internal',
            recurrenceOf: null,
          },
        ],
        goals: [
          { id: '2023-goal-03-01', no: '2023-目标-03-01', statement: '示范', measure: '验收', dueOn: '2024-12-31' },
        ],
        directions: ['融合'],
      },
    ]);
  });

  it('tells apart what is 限班子, in words and in counts', () => {
    const narrow = { level: 'committee-only' };
    const hidden = meeting.map((each) => ({ ...each, circumstances: { ...each.circumstances, ...narrow } }));
    const answered = event('QuestionAnswered', { ...of, question: 1, words: t('已改') }, narrow);
    const whole = project(overview).given(review(enrolled), report(...(hidden as readonly Told[]))).rows['2023-03'];
    expect(whole).toMatchObject({
      questions: 1,
      comments: 1,
      limited: { questions: 1, questionsOpen: 1, comments: 1, problems: 1 },
    });
    if (whole === undefined || row === undefined) throw new Error('no row');
    expect(reportAsRead(whole, true)).toBe(whole);
    expect(reportAsRead(whole, false)).toMatchObject({
      questions: 0,
      questionsOpen: 0,
      comments: 0,
      problems: 0,
      detail: { questions: [], comments: [] },
    });
    const open = given.when(report(answered)).rows['2023-03'];
    expect(open?.detail.questions).toMatchObject([{ answer: '已改', answerLevel: 'committee-only' }]);
    expect(open && reportAsRead(open, false).detail.questions).toMatchObject([{ words: '如何整改？', answer: null }]);
    const flaggedOnly = meeting.map((each) =>
      each.type === 'ProblemFlagged' ? { ...each, circumstances: narrow } : each,
    );
    const part = project(overview).given(review(enrolled), report(...(flaggedOnly as readonly Told[]))).rows['2023-03'];
    expect(part && reportAsRead(part, false)).toMatchObject({ problems: 0, detail: { comments: [{ problems: [] }] } });
  });

  it('takes a missing answer off when it is supplied', () => {
    const changed = given.when(report(event('MissingAnswerSupplied', { ...of, item, answer: t('已整改') })));
    changed.thenChanged({
      '2023-03': {
        unanswered: [],
        length: 9,
        ...(row && { detail: { ...row.detail, supplied: [{ item, answer: '已整改' }] } }),
      },
    });
  });

  it('counts a tally as confirmed with the second confirmation, and a new one takes its place', () => {
    const tallied = (tally: number) =>
      event('AppraisalTallied', {
        ...of,
        form: 'report-review',
        groups: [],
        countedBy: '甲',
        supervisedBy: '乙',
        tally,
      });
    const confirmed = (tally: number, complete: boolean) =>
      event('AppraisalConfirmed', { ...of, form: 'report-review', tally, complete });
    const after = (...events: readonly Told[]) => given.when(report(...events)).rows['2023-03'];
    expect(after(tallied(1), confirmed(1, false))).toMatchObject({ talliesOpen: 1, talliesConfirmed: 0 });
    expect(after(tallied(1), tallied(2), confirmed(2, false), confirmed(2, true))).toMatchObject({
      talliesOpen: 0,
      talliesConfirmed: 1,
      detail: { tallies: [{ tally: 2, confirmations: 2, complete: true }] },
    });
  });

  it('takes the grade as decided, and the day on which the branch was told', () => {
    const decided = event('GradeDecided', {
      ...of,
      grade: 'good',
      meetingOn: '2024-02-01',
      minutesNumber: '3',
      opinion: t('好'),
      sourcesConsidered: [t('述职报告')],
    });
    given.when(report(decided, event('GradeFedBack', { ...of, on: '2024-02-05' }))).thenChanged({
      '2023-03': {
        gradeDecidedOn: '2024-01-20',
        gradeFedBackOn: '2024-02-05',
        grade: {
          grade: 'good',
          meetingOn: '2024-02-01',
          minutesNumber: '3',
          opinion: '好',
          sourcesConsidered: ['述职报告'],
        },
        length: 10,
      },
    });
  });

  it('is the same however the streams interleave', () => {
    const more = event('EnrolmentModeChanged', { ...of, mode: 'video', formerMode: 'on-site', reason: t('疫情') });
    const events = project(overview)
      .given(review(enrolled, more), report(...meeting))
      .record();
    expectSameInAnyInterleaving(overview, events);
  });
});
