import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { BranchEvent } from '../events.js';
import type { BranchState } from '../published/branch.js';
import { refuseGone } from './existence.js';

export interface Establishment {
  readonly code: string;
  readonly name: string;
  readonly parentUnit?: string;
}

export interface Renaming {
  readonly code: string;
  readonly name: string;
}

/** The code is for ever: it stands in stream names and item numbers. */
export const establish: Decide<Establishment, BranchState, BranchEvent> = ({ code, name, parentUnit }, state) => {
  if (state.code !== undefined) throw new DomainError('branch-already-established', { code }, 'code');
  return [{ type: 'BranchEstablished', data: { code, name, ...(parentUnit === undefined ? {} : { parentUnit }) } }];
};

/** Items, reports and history stay with the code. */
export const rename: Decide<Renaming, BranchState, BranchEvent> = ({ code, name }, state) => {
  refuseGone(state, code);
  if (state.name === name) throw new DomainError('name-unchanged', { name }, 'name');
  return [{ type: 'BranchRenamed', data: { code, name, formerName: state.name ?? '' } }];
};
