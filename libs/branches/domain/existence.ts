import { DomainError } from '#event-sourcing/decider.js';
import type { BranchState } from '../published/branch.js';

/** A branch that was established and has not ended. */
export const refuseGone = (state: BranchState, code: string, path?: string): void => {
  if (state.code === undefined)
    throw new DomainError('branch-not-found', { code }, path, path === undefined ? 'not-found' : 'invalid');
  if (state.ended !== undefined) throw new DomainError('branch-ended', { code, on: state.ended.on }, path);
};
