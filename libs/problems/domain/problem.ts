import type { Party } from '#access/duties.js';
import { partyOf } from '#access/duties.js';
import { levelOf, USUAL_LEVEL, type Level } from '#access/levels.js';
import type { Aggregate } from '#event-sourcing/decider.js';
import { unreachable } from '#event-sourcing/decider.js';
import type { Recorded } from '#event-sourcing/event.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { Measure, ProblemEvent } from '../events.js';
import type { Deadlines } from '../published/deadlines.js';
import { deadlinesAfter } from '../published/deadlines.js';
import type { ProblemStatus } from '../published/states.js';
import { returnsWork, statusAfter } from '../published/states.js';
import { submittedOnPaper } from '../published/taken-over.js';

export interface ExtensionRequest {
  readonly extension: number;
  readonly dueOn: LocalDate;
  readonly by: Party;
}

/** What decisions about one problem need to know of its past. */
export interface Problem {
  readonly id: string;
  readonly no: string;
  readonly year: number;
  /** The branch that was told; it stays when another unit takes the lead. */
  readonly branch: string;
  readonly lead: LeadUnit;
  /** Answers in place of the branch that was told, where that has ended. */
  readonly heir?: string;
  /** Branches that led it and have ended. */
  readonly formerLeads?: readonly string[];
  /** Where its own stream tells it; that of what was said at a meeting stands with the meeting. */
  readonly level: Level;
  readonly status: ProblemStatus;
  /** Day of the last step that changed the status. */
  readonly lastStepOn: LocalDate;
  /** Who contested the dispatch, until it is sent out again. */
  readonly contestedBy?: Party;
  readonly measures: readonly Measure[];
  readonly plannedBy?: Party;
  readonly deadlines: Deadlines;
  /** How many were asked for, and granted, since the beginning. */
  readonly extensions: number;
  readonly extensionsGranted: number;
  readonly openExtension?: ExtensionRequest;
  readonly submissions: number;
  /** Of the last submission. */
  readonly submittedBy?: Party;
  readonly verifiedBy?: Party;
  /** Half-years of which a standing problem has its note. */
  readonly notedHalves: readonly string[];
}

/** `undefined`: nothing was done on it yet, or it does not exist. */
export type ProblemState = Problem | undefined;

export type Birth = Pick<Problem, 'id' | 'no' | 'year' | 'branch' | 'lead' | 'status' | 'lastStepOn'>;

export const born = (birth: Birth, level: Level = USUAL_LEVEL): Problem => ({
  ...birth,
  level,
  measures: [],
  deadlines: {},
  extensions: 0,
  extensionsGranted: 0,
  submissions: 0,
  notedHalves: [],
});

const takenOver = (event: Recorded<ProblemEvent> & { readonly type: 'ProblemTakenOver' }): Problem => {
  const { problem: id, no, year, branch, lead, status, measures = [], extensionsGranted = 0, notedHalf } = event.data;
  return {
    ...born({ id, no, year, branch, lead, status, lastStepOn: event.metadata.occurredOn }, levelOf(event)),
    measures,
    deadlines: deadlinesAfter({}, event),
    extensions: extensionsGranted,
    extensionsGranted,
    submissions: submittedOnPaper(event.data) === undefined ? 0 : 1,
    notedHalves: notedHalf === undefined ? [] : [notedHalf],
  };
};

const begun = (event: Recorded<ProblemEvent>): ProblemState => {
  if (event.type === 'ProblemTakenOver') return takenOver(event);
  if (event.type !== 'ProblemOpened' && event.type !== 'ProblemRaised') return undefined;
  const { problem: id, no, year, branch, lead } = event.data;
  const status = statusAfter(undefined, event.type, event.data);
  const birth = { id, no, year, branch, lead, status, lastStepOn: event.metadata.occurredOn };
  return event.type === 'ProblemRaised' ? born(birth, levelOf(event)) : born(birth);
};

const remembered = (problem: Problem, event: Recorded<ProblemEvent>): Problem => {
  const by = partyOf(event.metadata);
  switch (event.type) {
    case 'ProblemDispatched': {
      const { contestedBy: _answered, ...rest } = problem;
      return { ...rest, lead: event.data.lead };
    }
    case 'DispatchContested':
      return { ...problem, contestedBy: by };
    case 'PlanSubmitted':
      return { ...problem, measures: event.data.measures, plannedBy: by };
    case 'PlanReturned':
      // A plan that was returned is no plan: its measures bind nobody.
      return { ...problem, measures: [] };
    case 'ExtensionRequested': {
      const { extension, dueOn } = event.data;
      return { ...problem, extensions: extension, openExtension: { extension, dueOn, by } };
    }
    case 'ExtensionGranted': {
      const { openExtension: _granted, ...rest } = problem;
      return { ...rest, extensionsGranted: rest.extensionsGranted + 1 };
    }
    case 'ExtensionRefused': {
      const { openExtension: _refused, ...rest } = problem;
      return rest;
    }
    case 'RectificationSubmitted': {
      const { verifiedBy: _former, ...rest } = problem;
      return { ...rest, submissions: event.data.submission, submittedBy: by };
    }
    case 'RectificationVerified':
      return { ...problem, verifiedBy: by };
    case 'StandingNoted':
      return { ...problem, notedHalves: [...problem.notedHalves, event.data.half] };
    case 'ProblemOpened':
    case 'ProblemRaised':
    case 'ProblemTakenOver':
    case 'DispatchAcknowledged':
    case 'PlanApproved':
    case 'MeasureProgressed':
    case 'SubmissionTakenBack':
    case 'RectificationReturned':
    case 'ProblemClosed':
    case 'CloseRefused':
    case 'StandingBegun':
    case 'ProblemReopened':
    case 'ProblemWithdrawn':
      return problem;
    default:
      return unreachable(event);
  }
};

const evolve = (state: ProblemState, event: Recorded<ProblemEvent>): ProblemState => {
  if (state === undefined) return begun(event);
  return {
    ...remembered(state, event),
    deadlines: deadlinesAfter(state.deadlines, event),
    status: statusAfter(state.status, event.type, event.data),
    lastStepOn: returnsWork(event.type) === undefined ? state.lastStepOn : event.metadata.occurredOn,
  };
};

export const problem: Aggregate<ProblemState, ProblemEvent> = {
  category: 'problem',
  initial: undefined,
  evolve,
  evolveVoided: (state, { type, data }) => {
    if (state === undefined) return state;
    if (type === 'ExtensionRequested') return { ...state, extensions: data.extension };
    return type === 'RectificationSubmitted' ? { ...state, submissions: data.submission } : state;
  },
  tags: (state) => (state === undefined ? {} : { branch: state.branch, year: state.year }),
};

export const hasStandingMeasures = ({ measures }: Pick<Problem, 'measures'>): boolean =>
  measures.some(({ kind }) => kind === 'standing');
