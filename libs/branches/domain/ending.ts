import type { CommandContext, Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import { notBeforeLastStep } from '#time/step-order.js';
import type { BranchEvent, Ending } from '../events.js';
import type { BranchState } from '../published/branch.js';
import { refuseGone } from './existence.js';
import type { Standings } from './open-items.js';
import { openItems } from './open-items.js';

export interface Merger {
  readonly code: string;
  readonly successor: string;
  readonly documentNumber: string;
  readonly items: readonly { readonly item: string }[];
}

export interface Division {
  readonly code: string;
  readonly successors: readonly string[];
  readonly mainSuccessor: string;
  readonly documentNumber: string;
  readonly items: readonly { readonly item: string; readonly successor: string }[];
}

export interface Dissolution extends Division {
  readonly reason?: string;
}

/** What the streams of the successors and of the items say. */
export interface EndingRead {
  readonly successors: ReadonlyMap<string, BranchState>;
  readonly standings: Standings;
}

const refuseUnfitSuccessor = (successor: string, code: string, path: string, { successors }: EndingRead): void => {
  if (successor === code) throw new DomainError('successor-is-itself', { code }, path, 'invalid');
  const state = successors.get(successor);
  if (state === undefined) throw new DomainError('branch-not-found', { code: successor }, path, 'invalid');
  refuseGone(state, successor, path);
};

const endingOf = (
  { code, successors, mainSuccessor, documentNumber, items }: Division,
  state: BranchState,
  context: CommandContext,
  read: EndingRead,
): Ending => {
  refuseGone(state, code);
  if (state.lastStepOn !== undefined) notBeforeLastStep(state.lastStepOn, context);
  successors.forEach((successor, index) => {
    const path = `successors[${String(index)}]`;
    refuseUnfitSuccessor(successor, code, path, read);
    if (successors.indexOf(successor) !== index)
      throw new DomainError('successor-repeated', { code: successor }, path, 'invalid');
  });
  if (!successors.includes(mainSuccessor))
    throw new DomainError('not-a-successor', { code: mainSuccessor }, 'mainSuccessor', 'invalid');
  const open = openItems(
    code,
    items.map(({ item }) => item),
    read.standings,
  );
  const passed = open.map((item, index) => {
    const successor = items[index]?.successor ?? mainSuccessor;
    if (!successors.includes(successor))
      throw new DomainError('not-a-successor', { code: successor }, `items[${String(index)}].successor`, 'invalid');
    return { ...item, successor };
  });
  return { code, on: context.occurredOn, documentNumber, successors, mainSuccessor, items: passed };
};

type DecideEnding<Command> = Decide<Command, BranchState, BranchEvent, EndingRead>;

/** 合并 into one other branch, which answers for everything that is open. */
export const merge: DecideEnding<Merger> = ({ code, successor, documentNumber, items }, state, context, read) => {
  refuseGone(state, code);
  refuseUnfitSuccessor(successor, code, 'successor', read);
  const named = items.map(({ item }) => ({ item, successor }));
  const division = { code, successors: [successor], mainSuccessor: successor, documentNumber, items: named };
  return [{ type: 'BranchMerged', data: endingOf(division, state, context, read) }];
};

/** 分设: the branch ends, and each of several takes its part. */
export const split: DecideEnding<Division> = (division, state, context, read) => {
  const data = endingOf(division, state, context, read);
  if (data.successors.length < 2) throw new DomainError('split-into-one', {}, 'successors', 'invalid');
  return [{ type: 'BranchSplit', data }];
};

/** 撤销: what is open goes to the successors named all the same. */
export const dissolve: DecideEnding<Dissolution> = (dissolution, state, context, read) => {
  const words = dissolution.reason === undefined ? {} : { reason: freeText(dissolution.reason) };
  return [{ type: 'BranchDissolved', data: { ...endingOf(dissolution, state, context, read), ...words } }];
};
