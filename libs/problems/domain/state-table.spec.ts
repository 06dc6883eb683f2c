import type { CommandContext } from '#event-sourcing/decider.js';
import { specify } from '#event-sourcing/testing/decider-kit.js';
import { policy } from '#policy/published/policy.js';
import { workCalendar } from '#policy/published/work-calendar.js';
import { PROBLEM_ACT_NAMES, PROBLEM_STATUSES, actRow } from '../published/states.js';
import type { ProblemAct, ProblemStatus } from '../published/states.js';
import { by, ID, lifeUpTo, readFor, steps } from '../testing/lives.js';
import * as closing from './closing.js';
import * as dispatching from './dispatch.js';
import * as extending from './extension.js';
import * as planning from './plan.js';
import { problem } from './problem.js';
import * as rectifying from './rectification.js';

const POLICY = { policy: policy.initial, calendar: workCalendar.initial };
const reason = { problem: ID, reason: '说明' };
const PLAN = {
  problem: ID,
  cause: '制度不健全',
  adoptedBy: '支部委员会',
  adoptedOn: '2024-02-05',
  measures: [
    { words: '核对', kind: 'by-date', responsiblePost: '组织委员', dueOn: '2024-09-30', expectedResult: '齐全' },
  ],
} as const;

/** A life up to a status that leaves every rule beside the table satisfied. */
const given = (act: ProblemAct, status: ProblemStatus) => {
  const answering = status === 'in-progress' && (act === 'grant-extension' || act === 'refuse-extension');
  const life = lifeUpTo(status, act === 'begin-standing' || status === 'standing');
  return specify(problem).given(...life, ...(answering ? [steps().asked] : []));
};

type Attempt = (status: ProblemStatus) => ReturnType<ReturnType<typeof given>['when']>;

const attempts: Readonly<Record<ProblemAct, Attempt>> = {
  'dispatch-problem': (status) =>
    given('dispatch-problem', status).when(
      dispatching.dispatch,
      { problem: ID, noticeNumber: '1号', planDueOn: '2024-08-01' },
      by('office-head'),
      { ...POLICY, ...readFor(status) },
    ),
  'acknowledge-dispatch': (status) =>
    plain('acknowledge-dispatch', status, dispatching.acknowledge, 'branch-secretary'),
  'contest-dispatch': (status) =>
    given('contest-dispatch', status).when(dispatching.contest, reason, by('branch-secretary'), readFor(status)),
  'submit-plan': (status) =>
    given('submit-plan', status).when(planning.submitPlan, PLAN, by('branch-secretary'), readFor(status)),
  'approve-plan': (status) => plain('approve-plan', status, planning.approvePlan, 'office-head'),
  'return-plan': (status) =>
    given('return-plan', status).when(planning.returnPlan, reason, by('office-head'), readFor(status)),
  'report-progress': (status) =>
    given('report-progress', status).when(
      planning.reportProgress,
      { problem: ID, measure: 1, words: '已核对一季度', done: false },
      by('branch-secretary'),
      readFor(status),
    ),
  'request-extension': (status) =>
    given('request-extension', status).when(
      extending.requestExtension,
      { ...reason, dueOn: '2024-09-30' },
      by('branch-secretary', { occurredOn: '2024-06-01' }),
      { ...POLICY, ...readFor(status) },
    ),
  'grant-extension': (status) =>
    given('grant-extension', status).when(
      extending.grantExtension,
      { problem: ID, extension: 1 },
      by('office-head'),
      readFor(status),
    ),
  'refuse-extension': (status) =>
    given('refuse-extension', status).when(
      extending.refuseExtension,
      { ...reason, extension: 1 },
      by('office-head'),
      readFor(status),
    ),
  'submit-rectification': (status) =>
    given('submit-rectification', status).when(
      rectifying.submitRectification,
      { problem: ID, summary: '已整改' },
      by('branch-secretary'),
      readFor(status),
    ),
  'take-back-submission': (status) =>
    given('take-back-submission', status).when(
      rectifying.takeBackSubmission,
      reason,
      by('branch-secretary'),
      readFor(status),
    ),
  'verify-rectification': (status) =>
    given('verify-rectification', status).when(
      rectifying.verifyRectification,
      { problem: ID, finding: '属实' },
      by('office-clerk'),
      readFor(status),
    ),
  'return-rectification': (status) =>
    given('return-rectification', status).when(
      rectifying.returnRectification,
      reason,
      by('office-clerk'),
      readFor(status),
    ),
  'close-problem': (status) =>
    plain('close-problem', status, closing.close, status === 'standing' ? 'chair' : 'office-head'),
  'refuse-closing': (status) =>
    given('refuse-closing', status).when(closing.refuseClosing, reason, by('committee-member'), readFor(status)),
  'begin-standing': (status) => plain('begin-standing', status, closing.beginStanding, 'committee-member'),
  'note-standing': (status) =>
    given('note-standing', status).when(
      closing.noteStanding,
      { problem: ID, words: '继续坚持' },
      by('branch-secretary'),
      readFor(status),
    ),
  'reopen-problem': (status) =>
    given('reopen-problem', status).when(
      closing.reopen,
      { ...reason, dueOn: '2024-12-31' },
      by('office-head'),
      readFor(status),
    ),
  'withdraw-problem': (status) =>
    given('withdraw-problem', status).when(closing.withdraw, reason, by('chair'), readFor(status)),
};

const plain = (act: ProblemAct, status: ProblemStatus, decide: typeof dispatching.acknowledge, role: string) =>
  given(act, status).when(decide, { problem: ID }, by(role) satisfies CommandContext, readFor(status));

const cells = PROBLEM_STATUSES.flatMap((status) => PROBLEM_ACT_NAMES.map((act) => ({ status, act })));

describe.each(cells)('a problem that is $status: $act', ({ status, act }) => {
  const { from, to } = actRow(act);

  if (from.includes(status))
    it(`leads to ${to ?? 'no other status'}`, () => {
      expect(attempts[act](status).state?.status).toBe(to ?? status);
    });
  else
    it('is refused', () => {
      const refusal = { status, needed: from.join(', ') };
      if (status === 'merged') attempts[act](status).thenRefused('problem-merged', { into: '2023-review-03-01' });
      else attempts[act](status).thenRefused('problem-not-in-status', refusal);
    });
});

it('the table knows every way', () => {
  expect(cells.filter(({ status, act }) => actRow(act).from.includes(status))).toHaveLength(31);
});
