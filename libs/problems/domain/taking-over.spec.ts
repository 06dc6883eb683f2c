import { freeText } from '#event-sourcing/event.js';
import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import { policy } from '#policy/published/policy.js';
import { workCalendar } from '#policy/published/work-calendar.js';
import { BRANCH_03, by, measure, SUPPORT } from '../testing/lives.js';
import { beginStanding, close, noteStanding, refuseClosing, reopen, withdraw } from './closing.js';
import { acknowledge, contest, dispatch } from './dispatch.js';
import { grantExtension, requestExtension } from './extension.js';
import { approvePlan, reportProgress, returnPlan } from './plan.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import type { ProblemEvent } from '../events.js';
import { problem } from './problem.js';
import type { ProblemState } from './problem.js';
import { returnRectification, submitRectification, takeBackSubmission, verifyRectification } from './rectification.js';
import type { TakeOver, TakenOverStatus } from './taking-over.js';
import { takeOver } from './taking-over.js';

const ID = '2022-review-03-01';
const ENTRY = by('office-clerk', { occurredOn: '2024-12-02', basis: { kind: 'ledger', date: '2024-11-29' } });
const READ = { branchExists: true, flaggedHere: false, n: 1 };
const { words, expectedResult, kind, responsiblePost, dueOn } = measure();
const PLANNED = { words: words.text, expectedResult: expectedResult.text, kind, responsiblePost, dueOn: dueOn ?? '' };
const { dueOn: _none, ...KEPT_UP } = { ...PLANNED, kind: 'standing' as const };
const PAPER = { kind: 'ledger', number: '2022年台账第2册第15页', date: '2024-11-29' };
const REQUEST: TakeOver = {
  year: 2022,
  branch: '03',
  source: 'review',
  category: '组织生活',
  statement: '党费收缴台账不规范',
  status: 'listed',
  since: '2023-01-25',
  raisedOn: '2023-01-18',
  paper: PAPER,
};
const FACT = {
  problem: ID,
  no: '2022-述职-03-01',
  year: 2022,
  branch: '03',
  source: 'review',
  statement: freeText('党费收缴台账不规范'),
  category: '组织生活',
  lead: BRANCH_03,
  status: 'listed',
  since: '2023-01-25',
  raisedOn: '2023-01-18',
  paper: PAPER,
} as const;

const inStatus: Readonly<Record<TakenOverStatus, Partial<TakeOver>>> = {
  listed: {},
  dispatched: { since: '2024-11-25', planDueOn: '2024-12-20', noticeNumber: '整改通知〔2024〕9号' },
  acknowledged: { since: '2024-11-27', planDueOn: '2024-12-20' },
  planned: { since: '2024-11-28', measures: [PLANNED] },
  'in-progress': { since: '2024-03-01', measures: [PLANNED, KEPT_UP], measuresDone: [1], dueOn: '2024-12-31' },
  submitted: { since: '2024-11-20', measures: [PLANNED], dueOn: '2024-11-30' },
  verified: { since: '2024-11-22', submittedOn: '2024-11-20', measures: [KEPT_UP] },
  standing: { since: '2024-06-28', measures: [KEPT_UP], notedHalf: '2024H1' },
  closed: { since: '2024-06-28', conclusion: '同意销号' },
  withdrawn: { since: '2023-03-01', conclusion: '与他项重复' },
};
const taking = (status: TakenOverStatus, some: Partial<TakeOver> = {}) =>
  specify(problem)
    .given()
    .when(takeOver, { ...REQUEST, status, ...inStatus[status], ...some }, ENTRY, READ);

describe('given nothing of the item in the log', () => {
  it('when it is taken over, then the paper is told, and nothing is made up', () => {
    taking('listed').thenFollows([{ type: 'ProblemTakenOver', data: FACT }]);
  });

  it('when the paper tells more, then each day is told once', () => {
    const told = {
      listedOn: '2023-01-25',
      listNumber: '集团党发〔2023〕2号',
      dispatchedOn: '2023-01-26',
      noticeNumber: '整改通知〔2023〕3号',
      acknowledgedOn: '2023-01-30',
      planDueOn: '2023-02-20',
      extensionsGranted: 1,
      externalKey: 'WT-31',
      recurrenceOf: '2021-review-03-02',
    };
    const { since = '', dueOn: due = '' } = inStatus.submitted;
    taking('submitted', { ...told, submittedOn: since, lead: SUPPORT }).thenFollows([
      {
        type: 'ProblemTakenOver',
        data: {
          ...FACT,
          ...told,
          dueOn: due,
          since,
          status: 'submitted',
          lead: SUPPORT,
          measures: [{ ...measure(), leadUnit: SUPPORT, supportingUnits: [] }],
        },
      },
    ]);
  });

  it('when there is no plan, then what is rectified at once was due when the plan would have been', () => {
    const { dueOn: _unsaid, ...atOnce } = inStatus.submitted;
    const request = { ...REQUEST, ...atOnce, status: 'submitted', measures: [], planDueOn: '2024-11-25' } as const;
    const outcome = specify(problem).given().when(takeOver, request, ENTRY, READ);
    expect(outcome.state).toMatchObject({ deadlines: { dueOn: '2024-11-25', originalDueOn: '2024-11-25' } });
  });
});

const READS = { policy: policy.initial, calendar: workCalendar.initial };
const on = { problem: ID };
const reason = { ...on, reason: '不彻底' };
const LATER = { occurredOn: '2024-12-03' };
const [secretary, head, clerk, chair] = (['branch-secretary', 'office-head', 'office-clerk', 'chair'] as const).map(
  (role) => by(role, LATER),
);
const leader = by('committee-member', LATER);

type Life = readonly Given<ProblemEvent>[];
type Step = (life: ReturnType<ReturnType<typeof specify<ProblemState, ProblemEvent>>['given']>) => Outcome;
type Outcome = ReturnType<ReturnType<ReturnType<typeof specify<ProblemState, ProblemEvent>>['given']>['when']>;

const takenOver = (status: TakenOverStatus, some: Partial<TakeOver> = {}): Life =>
  takeOver({ ...REQUEST, status, ...inStatus[status], ...some }, undefined, ENTRY, READ).map(({ type, data }) =>
    event(type as 'ProblemTakenOver', data as never, { on: '2024-12-02', actor: 'another-clerk' }),
  );
const given = (status: TakenOverStatus, some: Partial<TakeOver> = {}) =>
  specify(problem).given(...takenOver(status, some));

describe('given an item taken over', () => {
  const next: readonly [TakenOverStatus, string, Step][] = [
    [
      'listed',
      'dispatched',
      (life) => life.when(dispatch, { ...on, noticeNumber: '1', planDueOn: '2024-12-31' }, head, READS),
    ],
    ['dispatched', 'acknowledged', (life) => life.when(acknowledge, on, secretary, {})],
    ['dispatched', 'listed', (life) => life.when(contest, reason, secretary, {})],
    ['acknowledged', 'submitted', (life) => life.when(submitRectification, { ...on, summary: '已改' }, secretary, {})],
    ['planned', 'in-progress', (life) => life.when(approvePlan, on, head, {})],
    ['planned', 'acknowledged', (life) => life.when(returnPlan, reason, head, {})],
    [
      'in-progress',
      'in-progress',
      (life) => life.when(reportProgress, { ...on, measure: 2, words: '坚持', done: false }, secretary, {}),
    ],
    ['in-progress', 'submitted', (life) => life.when(submitRectification, { ...on, summary: '已改' }, secretary, {})],
    ['submitted', 'in-progress', (life) => life.when(takeBackSubmission, on, secretary, {})],
    ['submitted', 'verified', (life) => life.when(verifyRectification, { ...on, finding: '属实' }, clerk, {})],
    ['submitted', 'in-progress', (life) => life.when(returnRectification, reason, clerk, {})],
    ['verified', 'standing', (life) => life.when(beginStanding, on, leader, {})],
    ['verified', 'in-progress', (life) => life.when(refuseClosing, reason, head, {})],
    ['standing', 'closed', (life) => life.when(close, on, chair, {})],
    ['standing', 'standing', (life) => life.when(noteStanding, { ...on, words: '坚持' }, secretary, {})],
    ['closed', 'in-progress', (life) => life.when(reopen, { ...reason, dueOn: '2025-03-31' }, head, {})],
    ['submitted', 'withdrawn', (life) => life.when(withdraw, reason, chair, {})],
  ];
  it.each(next)('as %s, when its next step is taken, then it is %s', (status, after, step) => {
    expect(step(given(status)).state).toMatchObject({ id: ID, no: FACT.no, branch: '03', status: after });
  });

  it('when a step is dated before the entry, then it is refused', () => {
    const early = by('office-clerk', { occurredOn: '2024-12-01' });
    given('submitted')
      .when(verifyRectification, { ...on, finding: '属实' }, early, {})
      .thenRefused('occurred-before-last-step');
  });

  it('when it is verified, then the submission on paper is meant', () => {
    given('submitted')
      .when(verifyRectification, { ...on, finding: '属实' }, clerk, {})
      .thenFollows([{ type: 'RectificationVerified', data: { ...on, submission: 1, finding: freeText('属实') } }]);
  });

  it('when its half-year has a note on paper, then it gets no second one', () => {
    const note = { ...on, words: '坚持' };
    given('standing', { notedHalf: '2024H2' })
      .when(noteStanding, note, secretary, {})
      .thenRefused('standing-already-noted');
  });

  it('when an extension was granted on paper, then the chair answers the next', () => {
    const asked = { problem: ID, extension: 2, dueOn: '2025-01-31', reason: freeText('推迟') };
    const life = takenOver('in-progress', { extensionsGranted: 1 });
    specify(problem)
      .given(...life)
      .when(requestExtension, { ...on, dueOn: '2025-01-31', reason: '推迟' }, secretary, READS)
      .thenFollows([{ type: 'ExtensionRequested', data: asked }]);
    specify(problem)
      .given(...life, event('ExtensionRequested', asked, { on: '2024-12-03', actor: 'secretary' }))
      .when(grantExtension, { ...on, extension: 2 }, head, {})
      .thenRefused('second-extension-by-chair');
  });
});

describe('given what does not fit', () => {
  const wrong: readonly [string, TakenOverStatus, Partial<TakeOver>, string][] = [
    ['a day before the one before it', 'verified', { listedOn: '2023-01-17' }, 'days-out-of-order'],
    ['a status from after the entry', 'listed', { since: '2024-12-03' }, 'after-the-entry'],
    ['a paper from tomorrow', 'listed', { paper: { ...PAPER, date: '2024-12-03' } }, 'after-the-entry'],
    ['another day of the same step', 'submitted', { submittedOn: '2024-11-19' }, 'not-the-day-of-the-status'],
    ['a step not reached', 'in-progress', { submittedOn: '2024-02-01' }, 'not-in-status'],
    ['a note on what is not standing', 'closed', { notedHalf: '2024H1' }, 'not-in-status'],
    ['no date for the plan', 'acknowledged', { planDueOn: undefined } as never, 'needed-in-status'],
    ['no measures to decide on', 'planned', { measures: [] }, 'needed-in-status'],
    [
      'no date of the rectification',
      'in-progress',
      { measures: [], measuresDone: [], dueOn: undefined } as never,
      'needed-in-status',
    ],
    ['an original date after the present one', 'in-progress', { originalDueOn: '2025-01-31' }, 'original-date-later'],
    ['a measure that is not there', 'in-progress', { measuresDone: [3] }, 'measure-not-found'],
    ['nothing that is kept up', 'standing', { measures: [PLANNED] }, 'no-standing-measures'],
    ['the number of another branch', 'listed', { no: '2022-review-05-01' }, 'number-of-another'],
  ];
  it.each(wrong)('when it tells %s, then it is refused', (_, status, some, code) => {
    taking(status, some).thenRefused(code, undefined, { kind: 'invalid' });
  });

  it('when the number is taken, here or in a comment, then it is refused', () => {
    given('listed').when(takeOver, REQUEST, ENTRY, READ).thenRefused('problem-number-taken', { no: FACT.no });
    const flaggedHere = { ...READ, flaggedHere: true };
    specify(problem).given().when(takeOver, REQUEST, ENTRY, flaggedHere).thenRefused('problem-number-taken');
  });

  it('when there is no such branch, then it is refused', () => {
    specify(problem)
      .given()
      .when(takeOver, REQUEST, ENTRY, { ...READ, branchExists: false })
      .thenRefused('branch-not-found', { code: '03' }, { path: 'branch' });
  });
});
