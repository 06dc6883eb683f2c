import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { BranchState } from '#branches/published/branch.js';
import type { Mode, ReviewEvent } from '../events.js';
import type { ReportKey } from './guards.js';
import { enrolmentOf, refuseAdjourned, refuseBefore, refuseClosed } from './guards.js';
import type { ReportState } from './report.js';
import type { ReviewState } from './review.js';

export interface CommentatorNaming extends ReportKey {
  readonly commentator: string;
  readonly substitutes?: readonly string[];
}

export interface Enrolling extends CommentatorNaming {
  readonly mode: Mode;
}

export interface ModeChange extends ReportKey {
  readonly mode: Mode;
  readonly reason: string;
}

/** Commentator and substitutes are all different persons. */
const partsOf = ({ commentator, substitutes = [] }: CommentatorNaming) => {
  if (new Set([commentator, ...substitutes]).size <= substitutes.length)
    throw new DomainError('substitute-repeated', {}, 'substitutes', 'invalid');
  return { commentator, substitutes };
};

export const enrol: Decide<Enrolling, ReviewState, ReviewEvent, BranchState> = (enrolling, state, context, known) => {
  const { year, branch, mode } = enrolling;
  refuseAdjourned(state, year);
  refuseBefore(state.lastStepOn, context);
  if (known.code === undefined) throw new DomainError('branch-not-found', { code: branch }, 'branch', 'not-found');
  if (known.ended !== undefined) throw new DomainError('branch-ended', { code: branch, on: known.ended.on }, 'branch');
  if (state.enrolments.has(branch)) throw new DomainError('branch-already-enrolled', { branch, year }, 'branch');
  return [{ type: 'BranchEnrolled', data: { year, branch, mode, ...partsOf(enrolling) } }];
};

/** Possible until that branch's report is delivered. */
export const changeMode: Decide<ModeChange, ReviewState, ReviewEvent, ReportState> = (change, state, _, own) => {
  const { year, branch, mode, reason } = change;
  refuseAdjourned(state, year);
  const { mode: formerMode } = enrolmentOf(state, change);
  if (own.deliveredOn !== undefined) throw new DomainError('report-already-delivered', { branch, year });
  if (mode === formerMode) throw new DomainError('mode-unchanged', {}, 'mode');
  return [{ type: 'EnrolmentModeChanged', data: { year, branch, mode, formerMode, reason: freeText(reason) } }];
};

export const nameCommentator: Decide<CommentatorNaming, ReviewState, ReviewEvent> = (naming, state) => {
  const { year, branch } = naming;
  refuseClosed(state, year);
  enrolmentOf(state, naming);
  return [{ type: 'CommentatorNamed', data: { year, branch, ...partsOf(naming) } }];
};
