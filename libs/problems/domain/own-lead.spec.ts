import type { CommandContext } from '#event-sourcing/decider.js';
import { specify } from '#event-sourcing/testing/decider-kit.js';
import { policy } from '#policy/published/policy.js';
import { workCalendar } from '#policy/published/work-calendar.js';
import type { LeadUnit } from '#reviews/events.js';
import { ownerOf } from '../published/owners.js';
import type { ProblemStatus } from '../published/states.js';
import { by, ID, lifeUpTo, STANDING, steps } from '../testing/lives.js';
import { beginStanding, close, refuseClosing, reopen } from './closing.js';
import { acknowledge, dispatch } from './dispatch.js';
import { grantExtension } from './extension.js';
import { approvePlan, reportProgress } from './plan.js';
import { problem } from './problem.js';
import { returnRectification, submitRectification, verifyRectification } from './rectification.js';

const OFFICE: LeadUnit = { kind: 'office', code: 'OFFICE' };
const COMMITTEE: LeadUnit = { kind: 'committee', code: 'PC' };

const plain = { problem: ID };
const reason = { ...plain, reason: '不彻底' };

/** The same life, led by another body from the notice on. */
const led = (lead: LeadUnit, status: ProblemStatus, standing?: boolean) =>
  lifeUpTo(status, standing).map((given) =>
    given.type === 'ProblemDispatched' ? { ...given, data: { ...given.data, lead } } : given,
  );

const given = (lead: LeadUnit, status: ProblemStatus) => specify(problem).given(...led(lead, status));
const member = (some: Partial<CommandContext> = {}) => by('committee-member', { unit: '05', ...some });
const refusal = { kind: 'forbidden' } as const;

describe('given a problem that the office itself must put right', () => {
  it('when it is acknowledged, then by its head, and by no branch or leader', () => {
    const dispatched = given(OFFICE, 'dispatched');
    expect(dispatched.when(acknowledge, plain, by('office-head'), {}).state?.status).toBe('acknowledged');
    dispatched.when(acknowledge, plain, by('branch-secretary'), {}).thenRefused('problem-not-found');
    dispatched
      .when(acknowledge, plain, member(), {})
      .thenRefused('act-not-by-role', { lead: 'office', roles: 'office-head' }, refusal);
  });

  it('when it is contested, then the chair alone passes it on to another unit', () => {
    const contested = specify(problem).given(...led(OFFICE, 'dispatched'), steps().contested);
    const passedOn = { ...plain, noticeNumber: '2号', lead: { kind: 'branch', code: '05' } } as const;
    const read = { policy: policy.initial, calendar: workCalendar.initial };
    contested.when(dispatch, passedOn, by('office-head'), read).thenRefused('office-problem-readdressed-by-chair');
    expect(contested.when(dispatch, passedOn, by('chair'), read).state?.lead).toEqual({ kind: 'branch', code: '05' });
    const { lead: _same, ...confirmed } = passedOn;
    expect(contested.when(dispatch, confirmed, by('office-head'), read).state?.lead).toEqual(OFFICE);
  });

  it('when progress is reported, then its clerks may', () => {
    const progress = { ...plain, measure: 1, words: '已核对', done: false };
    expect(given(OFFICE, 'in-progress').when(reportProgress, progress, by('office-clerk'), {}).state?.status).toBe(
      'in-progress',
    );
    given(OFFICE, 'in-progress')
      .when(submitRectification, { ...plain, summary: '已整改' }, by('office-clerk'), {})
      .thenRefused('act-not-by-role');
  });

  it('when its plan or an extension is decided, then by the chair', () => {
    const planned = given(OFFICE, 'planned');
    planned.when(approvePlan, plain, by('office-head'), {}).thenRefused('act-not-by-role');
    expect(planned.when(approvePlan, plain, by('chair'), {}).state?.status).toBe('in-progress');
    const asked = specify(problem).given(...led(OFFICE, 'in-progress'), steps().asked);
    const answer = { ...plain, extension: 1 };
    asked.when(grantExtension, answer, by('office-head'), {}).thenRefused('act-not-by-role');
    expect(asked.when(grantExtension, answer, by('chair'), {}).state?.deadlines.dueOn).toBe('2024-08-31');
  });

  it('when it is verified or returned, then by any member of the committee, and never by the office', () => {
    const submitted = given(OFFICE, 'submitted');
    const finding = { ...plain, finding: '属实' };
    expect(submitted.when(verifyRectification, finding, member(), {}).state?.status).toBe('verified');
    for (const role of ['office-clerk', 'office-head', 'chair']) {
      submitted
        .when(verifyRectification, finding, by(role), {})
        .thenRefused('act-not-by-role', { lead: 'office', roles: 'committee-member' }, refusal);
      submitted.when(returnRectification, reason, by(role), {}).thenRefused('act-not-by-role');
    }
    submitted.when(verifyRectification, finding, member({ affiliation: 'OFFICE' }), {}).thenRefused('recused');
  });

  it('when it is closed, refused, kept standing or reopened, then by the chair, and never by the office', () => {
    const verified = given(OFFICE, 'verified');
    expect(verified.when(close, plain, by('chair'), {}).state?.status).toBe('closed');
    expect(verified.when(refuseClosing, reason, by('chair'), {}).state?.status).toBe('in-progress');
    const withStanding = specify(problem).given(...led(OFFICE, 'verified', true));
    expect(withStanding.when(beginStanding, plain, by('chair'), {}).state?.measures).toContainEqual(STANDING);
    for (const role of ['office-head', 'committee-member']) {
      verified.when(close, plain, by(role), {}).thenRefused('act-not-by-role', {}, refusal);
      verified.when(refuseClosing, reason, by(role), {}).thenRefused('act-not-by-role');
      withStanding.when(beginStanding, plain, by(role), {}).thenRefused('act-not-by-role');
      given(OFFICE, 'closed')
        .when(reopen, { ...reason, dueOn: '2024-12-31' }, by(role), {})
        .thenRefused('act-not-by-role');
    }
  });

  it('then each step is owed by the office or by those above it', () => {
    expect((['planned', 'in-progress', 'submitted', 'verified'] as const).map((s) => ownerOf(s, 'office'))).toEqual([
      'chair',
      'office',
      'committee-member',
      'chair',
    ]);
    expect(ownerOf('in-progress', 'department')).toBe('unit');
  });
});

describe('given a problem that the committee itself must put right', () => {
  it('when it is put right, then by the chair or a member, whatever the contact point', () => {
    for (const who of [by('chair'), member()])
      expect(given(COMMITTEE, 'dispatched').when(acknowledge, plain, who, {}).state?.status).toBe('acknowledged');
    given(COMMITTEE, 'dispatched').when(acknowledge, plain, by('office-head'), {}).thenRefused('act-not-by-role');
  });

  it('when its plan is approved, then by another member than the one who handed it in', () => {
    const planned = given(COMMITTEE, 'planned');
    planned.when(approvePlan, plain, member({ actor: 'secretary' }), {}).thenRefused('planner-may-not-decide');
    planned.when(approvePlan, plain, by('office-head'), {}).thenRefused('act-not-by-role');
    expect(planned.when(approvePlan, plain, member(), {}).state?.status).toBe('in-progress');
  });

  it('when it is closed, then by the chair or a member who did not submit it, and not by the office', () => {
    const verified = given(COMMITTEE, 'verified');
    for (const who of [by('chair'), member()])
      expect(verified.when(close, plain, who, {}).state?.status).toBe('closed');
    verified.when(close, plain, by('chair', { actor: 'secretary' }), {}).thenRefused('submitter-may-not-close');
    verified.when(close, plain, by('office-head'), {}).thenRefused('act-not-by-role');
  });
});

describe('given a problem that a branch must put right', () => {
  it('when somebody acts who could for the office or the committee, then it is refused', () => {
    const branch: LeadUnit = { kind: 'branch', code: '03' };
    given(branch, 'dispatched').when(acknowledge, plain, by('office-head'), {}).thenRefused('act-not-by-role');
    given(branch, 'submitted')
      .when(verifyRectification, { ...plain, finding: '属实' }, by('committee-member'), {})
      .thenRefused('act-not-by-role');
  });
});
