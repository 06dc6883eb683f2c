import { specify } from '#event-sourcing/testing/decider-kit.js';
import { event, recordGiven } from '#event-sourcing/testing/given-event.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import type { Recorded } from '#event-sourcing/event.js';
import { freeText } from '#event-sourcing/event.js';
import { policy } from '#policy/published/policy.js';
import { workCalendar } from '#policy/published/work-calendar.js';
import type { LeadUnit, ReportEvent } from '#reviews/events.js';
import { BRANCH_03, by, FLAGGED_DATA, ID, lifeUpTo, LISTED, measure, SUPPORT } from '../testing/lives.js';
import { acknowledge, dispatch } from './dispatch.js';
import { issueNotice, notice } from './notice.js';
import { flaggedProblems, type Opening } from './opening.js';
import { submitPlan } from './plan.js';
import { problem } from './problem.js';
import { raise } from './raising.js';

const RULES = { policy: policy.initial, calendar: workCalendar.initial };
const NOTICE = { problem: ID, noticeNumber: '整改通知〔2024〕1号', planDueOn: '2024-07-20' };
const OFFICE: LeadUnit = { kind: 'office', code: 'OFFICE' };
const HIDDEN = { toldAs: 'committee-only' } as const;
const head = by('office-head');

const levelAfter = (...events: readonly Given<ReportEvent>[]) =>
  recordGiven<ReportEvent>(events, { stream: 'report-2023-03' })
    // Each recorded event is the recorded form of one member of the union.
    .reduce((state, each) => flaggedProblems.evolve(state, each as Recorded<ReportEvent>), flaggedProblems.initial)
    .get(ID)?.level;

describe('given a problem that is 限班子', () => {
  const fresh = specify(problem).given();
  const read = { ...RULES, opening: LISTED, ...HIDDEN };

  it('when it is dispatched to a branch or a department, then it is refused until it is internal', () => {
    fresh.when(dispatch, NOTICE, head, read).thenRefused('level-hides-task', { entry: '2023-述职-03-02' });
    fresh.when(dispatch, { ...NOTICE, lead: SUPPORT }, head, read).thenRefused('level-hides-task');
    fresh
      .when(dispatch, NOTICE, head, { ...read, toldAs: 'internal' })
      .thenFollows([expect.anything() as never, expect.anything() as never]);
  });

  it('when the branch acts on it, then there is no such problem; the office is told what is in the way', () => {
    const hidden = { ...LISTED, flagged: LISTED.flagged && { ...LISTED.flagged, level: 'committee-only' as const } };
    const secretary = by('branch-secretary');
    fresh
      .when(acknowledge, { problem: ID }, secretary, { opening: hidden as Opening })
      .thenRefused('problem-not-found', {}, { kind: 'not-found' });
    fresh.when(acknowledge, { problem: ID }, secretary, { opening: LISTED }).thenRefused('problem-not-in-status');
  });

  it('when the office or the committee is to put it right, then it may stay so', () => {
    for (const lead of [OFFICE, { kind: 'committee', code: 'DW' } as const])
      fresh
        .when(dispatch, { ...NOTICE, lead }, head, read)
        .thenFollows([expect.anything() as never, expect.anything() as never]);
  });

  it('when a notice names it, then nothing is issued, and its place is told', () => {
    const issue = { noticeNumber: '整改通知〔2024〕3号', unit: BRANCH_03, planDueOn: '2024-07-20', problems: [ID] };
    specify(notice)
      .given()
      .when(issueNotice, issue, head, {
        ...RULES,
        problems: new Map([[ID, { state: undefined, opening: LISTED, ...HIDDEN }]]),
      })
      .thenRefused('level-hides-task', {}, { path: 'problems[0]' });
  });

  it('when its plan names a department as a supporter, then it is refused', () => {
    const { words, expectedResult, kind, responsiblePost, dueOn = '' } = measure();
    const measures = [{ words: words.text, expectedResult: expectedResult.text, kind, responsiblePost, dueOn }];
    const plan = { problem: ID, cause: '制度不健全', adoptedBy: '办公会', adoptedOn: '2024-06-30', measures };
    const led = specify(problem).given(
      ...lifeUpTo('dispatched'),
      event('ProblemDispatched', { problem: ID, noticeNumber: '2号', lead: OFFICE, planDueOn: '2024-06-30' }),
      event('DispatchAcknowledged', { problem: ID }),
    );
    const supported = { ...plan, measures: measures.map((each) => ({ ...each, supportingUnits: [SUPPORT] })) };
    led.when(submitPlan, supported, head, HIDDEN).thenRefused('level-hides-task', {}, { path: 'measures' });
    led.when(submitPlan, plan, head, HIDDEN).thenFollows([expect.anything() as never]);
  });

  it('when its own stream says so, then that holds as well', () => {
    const asked = {
      year: 2024,
      branch: '03',
      source: 'superior',
      category: '组织生活',
      statement: '问题',
      lead: BRANCH_03,
    } as const;
    const raised = fresh.when(raise, asked, head, { branchExists: true, earlier: new Map(), n: 1 }).state;
    expect(raised?.level).toBe('internal');
    const told = event(
      'ProblemRaised',
      { ...asked, problem: '2024-superior-03-01', no: '2024-上级-03-01', statement: freeText('问题') },
      { level: 'committee-only' },
    );
    specify(problem).given(told).when(dispatch, NOTICE, head, RULES).thenRefused('level-hides-task');
  });
});

describe('the level of a problem said at a meeting', () => {
  const flagged = event('ProblemFlagged', FLAGGED_DATA);
  const key = { year: 2023, branch: '03' } as const;
  const restated = event('ProblemRestated', { ...key, problem: ID, statement: freeText('规范') });
  const narrow = { circumstances: { level: 'committee-only' } };

  it('is that of its comment, and narrower where it was put in narrower words', () => {
    expect(levelAfter(flagged)).toBe('internal');
    expect(levelAfter({ ...flagged, ...narrow })).toBe('committee-only');
    expect(levelAfter(flagged, { ...restated, ...narrow })).toBe('committee-only');
    expect(levelAfter({ ...flagged, ...narrow }, restated)).toBe('committee-only');
  });
});
