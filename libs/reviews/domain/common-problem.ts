import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import { itemId, itemNo } from '#text/item-number.js';
import type { LeadUnit, ReviewEvent } from '../events.js';
import { refuseBefore, refuseClosed, refuseOtherLevel } from './guards.js';
import type { ReviewState } from './review.js';

export interface RaiseCommon {
  readonly year: number;
  readonly statement: string;
  readonly category: string;
  /** `lead`: the branch itself when absent. */
  readonly units: readonly { readonly branch: string; readonly lead?: LeadUnit }[];
}

export interface CommonRead {
  /** Codes of the branches named that exist. */
  readonly branches: ReadonlySet<string>;
}

/**
 * 共性问题: said once, and each unit named has a problem of its own to answer for. Numbered from 1 within its review;
 * a child carries the number of the whole and its branch. Until the list is approved.
 */
export const raiseCommonProblem: Decide<RaiseCommon, ReviewState, ReviewEvent, CommonRead> = (
  { year, statement, category, units },
  state,
  _context,
  { branches },
) => {
  refuseClosed(state, year);
  if (state.listed.size > 0) throw new DomainError('problem-list-approved', { year });
  const n = state.common + 1;
  const children = units.map(({ branch, lead }, index) => {
    const path = `units[${String(index)}].branch`;
    if (!branches.has(branch)) throw new DomainError('branch-not-found', { code: branch }, path, 'invalid');
    if (units.findIndex((other) => other.branch === branch) !== index)
      throw new DomainError('branch-repeated', { branch }, path, 'invalid');
    const item = { sort: 'common', year, branch, n } as const;
    const led = lead === undefined ? {} : { lead: { kind: lead.kind, code: lead.code } };
    return { branch, problem: itemId(item), no: itemNo(item), ...led };
  });
  const whole = { sort: 'common', year, n } as const;
  const data = { year, common: itemId(whole), no: itemNo(whole), statement: freeText(statement), category, children };
  return [{ type: 'CommonProblemRaised', data }];
};

export interface RestateChild {
  readonly year: number;
  readonly problem: string;
  readonly statement: string;
  readonly reason?: string;
}

export interface RestateRead {
  /** It has a stream of its own: something was done on it already. */
  readonly actedUpon: boolean;
}

/** 重新表述 of one unit's part, until the list is approved. The others, and the words of the whole, stay. */
export const restateCommonChild: Decide<RestateChild, ReviewState, ReviewEvent, RestateRead> = (
  { year, problem, statement, reason },
  state,
  context,
  { actedUpon },
) => {
  refuseClosed(state, year);
  const child = state.children.get(problem);
  if (child === undefined) throw new DomainError('problem-not-flagged', { problem, year }, undefined, 'not-found');
  if (state.listed.has(problem)) throw new DomainError('problem-already-listed', { problem });
  if (actedUpon) throw new DomainError('problem-acted-upon', { problem });
  refuseOtherLevel(child, context);
  refuseBefore(child.on, context);
  const { branch, common } = child;
  const said = reason === undefined ? {} : { reason: freeText(reason) };
  const data = { year, branch, common, problem, statement: freeText(statement), ...said };
  return [{ type: 'CommonChildRestated', data }];
};
