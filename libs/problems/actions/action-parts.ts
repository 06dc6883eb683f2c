import type { BatchPart } from '#platform/http/batch-part.js';
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
  return items.map(({ ifMatch, ...said }, n) => {
    try {
      const command = validated(type, { ...shared, ...said });
      const part = { at: `items[${String(n)}]`, act, command, ...seen(ifMatch) };
      return { problem: command.problem, part };
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
