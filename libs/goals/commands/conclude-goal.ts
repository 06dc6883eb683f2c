import { FromPath, ItemKey, OneOf, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { conclude } from '../domain/pursuing.js';
import type { Outcome } from '../events.js';
import { OUTCOMES } from '../events.js';
import { actsOnGoal } from './acts-on-goal.js';

export class ConcludeGoal extends RecordedCommand {
  @FromPath()
  @ItemKey({ example: '2023-goal-03-01' })
  readonly goal: string;

  @OneOf(OUTCOMES, { example: 'achieved' })
  readonly outcome: Outcome;

  @Words({ max: 1_000, example: '经查阅台账，目标完成。' })
  readonly finding: string;
}

export const goalConcluded = actsOnGoal(ConcludeGoal, conclude);
