import { FromPath, ItemKey, Parts, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { submitResult } from '../domain/pursuing.js';
import { actsOnGoal } from './acts-on-goal.js';
import { GoalEvidencePart } from './evidence-part.js';

export class SubmitGoalResult extends RecordedCommand {
  @FromPath()
  @ItemKey({ example: '2023-goal-03-01' })
  readonly goal: string;

  @Words({ max: 5_000, example: '全年目标均已完成。' })
  readonly summary: string;

  @Parts(() => GoalEvidencePart, { max: 50, optional: true })
  readonly evidence?: readonly GoalEvidencePart[];
}

export const goalResultSubmitted = actsOnGoal(SubmitGoalResult, submitResult);
