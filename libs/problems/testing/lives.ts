import type { CommandContext } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import { context, event } from '#event-sourcing/testing/decider-kit.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import type { ReportEvents } from '#reviews/events.js';
import type { Measure, ProblemEvent } from '../events.js';
import type { Opening } from '../domain/opening.js';
import type { ProblemStatus } from '../published/states.js';

export const ID = '2023-review-03-02';
export const BRANCH_03 = { kind: 'branch', code: '03' } as const;
export const BRANCH_05 = { kind: 'branch', code: '05' } as const;
export const SUPPORT = { kind: 'department', code: 'HR' } as const;

const flagged = { stream: 'report-2023-03', revision: 4, eventId: '00000000-0000-4000-8000-00000000000a' };
const listed = { stream: 'review-2023', revision: 9, eventId: '00000000-0000-4000-8000-00000000000b' };

export const FLAGGED_DATA: ReportEvents['ProblemFlagged'] = {
  year: 2023,
  branch: '03',
  comment: 1,
  problem: ID,
  no: '2023-述职-03-02',
  statement: freeText('党费收缴台账不规范'),
  category: '组织建设',
  lead: BRANCH_03,
};
export const FLAGGED: Opening = {
  flagged: { source: flagged, on: '2024-01-20', data: FLAGGED_DATA, level: 'internal' },
};
/** Merged into another before the list. */
export const MERGED: Opening = {
  flagged: {
    source: flagged,
    on: '2024-01-20',
    data: FLAGGED_DATA,
    level: 'internal',
    mergedInto: '2023-review-03-01',
  },
};
export const LISTED: Opening = { ...FLAGGED, listed: { source: listed, on: '2024-01-25' } };

export const measure = (some: Partial<Measure> = {}): Measure => ({
  measure: 1,
  words: freeText('每月核对台账'),
  kind: 'by-date',
  leadUnit: BRANCH_03,
  supportingUnits: [SUPPORT],
  responsiblePost: '组织委员',
  dueOn: '2024-06-30',
  expectedResult: freeText('台账齐全'),
  ...some,
});

const { dueOn: _none, ...undated } = measure();
export const STANDING: Measure = { ...undated, measure: 2, kind: 'standing' };

const plan = (standing: boolean) =>
  ({
    problem: ID,
    cause: freeText('制度不健全'),
    adoptedBy: '支部委员会',
    adoptedOn: '2024-02-05',
    measures: standing ? [measure(), STANDING] : [measure()],
    dueOn: '2024-06-30',
  }) as const;

const SUBMISSION = { problem: ID, submission: 1, summary: freeText('已整改'), atOnce: false, evidence: [] } as const;

type Life = readonly Given<ProblemEvent>[];

/** Every step of a life on the days and by the persons named; `standing`: the plan has a standing measure as well. */
export const steps = (standing = false) => ({
  opened: event(
    'ProblemOpened',
    { problem: ID, no: '2023-述职-03-02', year: 2023, branch: '03', lead: BRANCH_03, flagged, listed },
    { on: '2024-01-26', actor: 'head' },
  ),
  dispatched: event(
    'ProblemDispatched',
    { problem: ID, noticeNumber: '整改通知〔2024〕1号', lead: BRANCH_03, planDueOn: '2024-02-20' },
    { on: '2024-01-26', actor: 'head' },
  ),
  contested: event(
    'DispatchContested',
    { problem: ID, reason: freeText('应由五支部牵头') },
    { on: '2024-01-29', actor: 'secretary' },
  ),
  acknowledged: event('DispatchAcknowledged', { problem: ID }, { on: '2024-01-30', actor: 'secretary' }),
  planned: event('PlanSubmitted', plan(standing), { on: '2024-02-06', actor: 'secretary' }),
  planReturned: event(
    'PlanReturned',
    { problem: ID, reason: freeText('措施不具体') },
    { on: '2024-02-08', actor: 'head' },
  ),
  approved: event('PlanApproved', { problem: ID }, { on: '2024-02-08', actor: 'head' }),
  asked: event(
    'ExtensionRequested',
    { problem: ID, extension: 1, dueOn: '2024-08-31', reason: freeText('系统上线推迟') },
    { on: '2024-05-20', actor: 'secretary' },
  ),
  granted: event(
    'ExtensionGranted',
    { problem: ID, extension: 1, dueOn: '2024-08-31', formerDueOn: '2024-06-30' },
    { on: '2024-05-22', actor: 'head' },
  ),
  refused: event(
    'ExtensionRefused',
    { problem: ID, extension: 1, reason: freeText('理由不充分') },
    { on: '2024-05-22', actor: 'head' },
  ),
  submitted: event('RectificationSubmitted', SUBMISSION, { on: '2024-06-20', actor: 'secretary' }),
  atOnce: event('RectificationSubmitted', { ...SUBMISSION, atOnce: true }, { on: '2024-02-02', actor: 'secretary' }),
  verified: event(
    'RectificationVerified',
    { problem: ID, submission: 1, finding: freeText('属实') },
    { on: '2024-06-25', actor: 'clerk' },
  ),
  standing: event('StandingBegun', { problem: ID }, { on: '2024-06-28', actor: 'leader' }),
  closed: event('ProblemClosed', { problem: ID }, { on: '2024-06-28', actor: 'leader' }),
  withdrawn: event('ProblemWithdrawn', { problem: ID, reason: freeText('重复') }, { on: '2024-06-29', actor: 'chair' }),
});

/** A life up to a status; `flagged`, `merged` and `listed` have no stream of their own yet. */
export const lifeUpTo = (status: ProblemStatus, standing = status === 'standing'): Life => {
  const { opened, dispatched, acknowledged, planned, approved, submitted, verified, ...end } = steps(standing);
  const whole: readonly [ProblemStatus, Life][] = [
    ['flagged', []],
    ['merged', []],
    ['listed', []],
    ['dispatched', [opened, dispatched]],
    ['acknowledged', [acknowledged]],
    ['planned', [planned]],
    ['in-progress', [approved]],
    ['submitted', [submitted]],
    ['verified', [verified]],
  ];
  const last = whole.findIndex(([name]) => name === status);
  const life = (last < 0 ? whole : whole.slice(0, last + 1)).flatMap(([, events]) => events);
  if (status === 'standing') return [...life, end.standing];
  if (status === 'closed') return [...life, end.closed];
  return status === 'withdrawn' ? [...life, end.withdrawn] : life;
};

export const readFor = (status: ProblemStatus): { readonly opening?: Opening } => {
  if (status === 'flagged') return { opening: FLAGGED };
  if (status === 'merged') return { opening: MERGED };
  return status === 'listed' ? { opening: LISTED } : {};
};

/** People of the office, of branch 03 and of its contact point, on a late day. */
export const by = (role: string, some: Partial<CommandContext> = {}): CommandContext => {
  const names: Readonly<Record<string, string>> = {
    'office-head': 'another-head',
    'office-clerk': 'another-clerk',
    chair: 'chair',
    'committee-member': 'another-leader',
    'branch-secretary': 'another-secretary',
  };
  const unit = ['branch-secretary', 'branch-clerk', 'committee-member'].includes(role) ? { unit: '03' } : {};
  return context({ actor: names[role] ?? role, role, ...unit, occurredOn: '2024-07-01', ...some });
};
