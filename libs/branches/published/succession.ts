import type { Aggregate } from '#event-sourcing/decider.js';
import type { DomainEvent } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import { branchStream } from '../events.js';
import { branch } from './branch.js';

/** Folds a stream, as a command does when it reads. */
export type Fold = <State, E extends DomainEvent>(
  aggregate: Aggregate<State, E>,
  stream: string,
) => Promise<{ readonly state: State }>;

/** One item passed from a branch that ended to a successor. */
export interface Passing {
  readonly from: string;
  readonly to: string;
  readonly on: LocalDate;
}

/**
 * How an item passed on from these branches, step by step. A branch ends once, so that for one item no branch has two
 * successors.
 */
export const readPassings = async (
  branches: readonly string[],
  item: string,
  load: Fold,
): Promise<readonly Passing[]> => {
  const passings = new Map<string, Passing>();
  for (let code of branches) {
    while (!passings.has(code)) {
      const { ended } = (await load(branch, branchStream(code))).state;
      if (ended === undefined) break;
      const to = ended.items.get(item) ?? ended.mainSuccessor;
      passings.set(code, { from: code, to, on: ended.on });
      code = to;
    }
  }
  return [...passings.values()];
};

/** The branch that answers on a day in place of another; that one itself while it exists. */
export const answering = (code: string, passings: readonly Passing[], day: LocalDate): string => {
  // Each passing is taken once: two branches merged into each other at the same moment end nowhere.
  const left = passings.filter(({ on }) => on <= day);
  let answers = code;
  for (;;) {
    const index = left.findIndex(({ from }) => from === answers);
    const [next] = index < 0 ? [] : left.splice(index, 1);
    if (next === undefined) return answers;
    answers = next.to;
  }
};
