import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { returnResult } from '../domain/pursuing.js';
import { actsOnGoal } from './acts-on-goal.js';

export class ReturnGoalResult extends RecordedCommand {
  @FromPath()
  @ItemKey({ example: '2023-goal-03-01' })
  readonly goal: string;

  @Words({ max: 1_000, example: '缺第四季度的数据。' })
  readonly reason: string;
}

export const goalResultReturned = actsOnGoal(ReturnGoalResult, returnResult);
