import type { BatchPart } from '#platform/http/batches.js';
import { fault } from '#platform/http/fault.js';
import { refusalOf } from '#platform/http/refusal.js';
import type { Refusal } from '#platform/http/refusal.js';
import { invalidRequest } from '#platform/http/request-problem.js';
import { validated } from '#platform/http/validated.js';
import type { RecordedCommand } from '#platform/http/recorded-command.js';
import { PROBLEM_ACTIONS } from '../commands/problem-actions.js';
import type { OnProblem } from '../domain/on-problem.js';
import type { ProblemAct } from '../published/states.js';
import type { ItemSaid } from './act-on-problems.js';

/** One item: a command, or why it cannot be read as one. */
export interface ActionPart {
  readonly problem: string;
  readonly part?: BatchPart;
  readonly refusal?: Refusal;
}

/** The commands of the items. `shared` holds for every item that does not say its own. */
export function actionParts(
  act: ProblemAct,
  items: readonly ItemSaid[],
  shared: Readonly<Record<string, unknown>>,
): readonly ActionPart[] {
  const type: new () => RecordedCommand & OnProblem = PROBLEM_ACTIONS[act];
  const times = new Map<string, number>();
  return items.map(({ ifMatch, ...said }) => {
    try {
      const command = validated(type, { ...shared, ...said });
      const { problem } = command;
      const time = (times.get(problem) ?? 0) + 1;
      times.set(problem, time);
      // Named by the problem and not by the place in the list: in another order it is still the same action.
      const part = { at: `${problem}#${String(time)}`, act, command, ...seen(ifMatch) };
      return { problem, part };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) throw error;
      return { problem: typeof said.problem === 'string' ? said.problem : '', refusal };
    }
  });
}

function seen(ifMatch: unknown): { readonly ifMatch?: number } {
  if (ifMatch === undefined) return {};
  if (typeof ifMatch !== 'number' || !Number.isSafeInteger(ifMatch))
    throw invalidRequest([fault('not-whole-number', {}, 'ifMatch')]);
  return { ifMatch };
}
