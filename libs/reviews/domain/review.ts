import { levelOf, narrowest, type Level } from '#access/levels.js';
import type { Aggregate } from '#event-sourcing/decider.js';
import { unreachable } from '#event-sourcing/decider.js';
import type { Recorded } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import type { Mode, ReviewEvent } from '../events.js';

/** A unit's part of a common problem. */
export interface CommonChildState {
  readonly branch: string;
  readonly common: string;
  /** The narrowest of what was said and how it was put. */
  readonly level: Level;
  /** Day on which it was raised or last restated. */
  readonly on: LocalDate;
}

export interface Enrolment {
  readonly mode: Mode;
  readonly commentator: string;
  readonly substitutes: readonly string[];
}

/** What decisions need of one review; the fold of `review-<year>`. */
export interface ReviewState {
  /** Absent: never scheduled. */
  readonly year?: number;
  /** Day of the last step: scheduled, adjourned, common problem raised or restated, list approved, closed. */
  readonly lastStepOn?: LocalDate;
  /** By branch code, in the order of enrolment. */
  readonly enrolments: ReadonlyMap<string, Enrolment>;
  /** Requirements issued so far. */
  readonly requirements: number;
  readonly adjournedOn?: LocalDate;
  /** Common problems raised so far, and their children by id. */
  readonly common: number;
  readonly children: ReadonlyMap<string, CommonChildState>;
  /** Problems approved for the list, over all batches. */
  readonly listed: ReadonlySet<string>;
  readonly closed: boolean;
}

const INITIAL: ReviewState = {
  enrolments: new Map(),
  requirements: 0,
  common: 0,
  children: new Map(),
  listed: new Set(),
  closed: false,
};

/** What is said at the meeting may be entered after it. */
const later = (day: LocalDate, than: LocalDate | undefined): LocalDate =>
  than !== undefined && than > day ? than : day;

const withEnrolment = (state: ReviewState, branch: string, change: Partial<Enrolment>): ReviewState => {
  const before = state.enrolments.get(branch) ?? { mode: 'on-site', commentator: '', substitutes: [] };
  return { ...state, enrolments: new Map([...state.enrolments, [branch, { ...before, ...change }]]) };
};

const evolve = (state: ReviewState, event: Recorded<ReviewEvent>): ReviewState => {
  const { type, data } = event;
  const { occurredOn } = event.metadata;
  switch (type) {
    case 'ReviewScheduled':
      return { ...state, year: data.year, lastStepOn: occurredOn };
    case 'BranchEnrolled': {
      const { mode, commentator, substitutes } = data;
      return withEnrolment(state, data.branch, { mode, commentator, substitutes });
    }
    case 'EnrolmentModeChanged':
      return withEnrolment(state, data.branch, { mode: data.mode });
    case 'CommentatorNamed': {
      const { commentator, substitutes } = data;
      return withEnrolment(state, data.branch, { commentator, substitutes });
    }
    case 'RequirementIssued':
      return { ...state, requirements: data.number };
    case 'CommonProblemRaised':
      return {
        ...state,
        common: state.common + 1,
        children: new Map([
          ...state.children,
          ...data.children.map(
            ({ problem, branch }) =>
              [problem, { branch, common: data.common, level: levelOf(event), on: occurredOn }] as const,
          ),
        ]),
        lastStepOn: later(occurredOn, state.lastStepOn),
      };
    case 'CommonChildRestated': {
      const { problem, branch, common } = data;
      const level = narrowest([state.children.get(problem)?.level ?? 'public', levelOf(event)]);
      return {
        ...state,
        children: new Map([...state.children, [problem, { branch, common, level, on: occurredOn }]]),
        lastStepOn: later(occurredOn, state.lastStepOn),
      };
    }
    case 'MeetingAdjourned':
      return { ...state, adjournedOn: data.on, lastStepOn: occurredOn };
    case 'ProblemListApproved':
      return { ...state, listed: new Set([...state.listed, ...data.problems]), lastStepOn: occurredOn };
    case 'ReviewClosed':
      return { ...state, closed: true, lastStepOn: occurredOn };
    case 'OpinionsSummarised':
    case 'RosterRecorded':
    case 'SummaryGiven':
      return state;
    default:
      return unreachable(type);
  }
};

export const review: Aggregate<ReviewState, ReviewEvent> = {
  category: 'review',
  initial: INITIAL,
  evolve,
  evolveVoided: (state, { type, data }) => {
    if (type === 'RequirementIssued') return { ...state, requirements: data.number };
    return type === 'CommonProblemRaised' ? { ...state, common: state.common + 1 } : state;
  },
  tags: ({ year }) => (year === undefined ? {} : { year }),
};
