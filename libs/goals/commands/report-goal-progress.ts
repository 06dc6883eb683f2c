import { FromPath, ItemKey, Parts, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { reportProgress } from '../domain/pursuing.js';
import { actsOnGoal } from './acts-on-goal.js';
import { GoalEvidencePart } from './evidence-part.js';

export class ReportGoalProgress extends RecordedCommand {
  @FromPath()
  @ItemKey({ example: '2023-goal-03-01' })
  readonly goal: string;

  @Words({ max: 1_000, example: '上半年已发展党员两名，培训三次。' })
  readonly words: string;

  @Parts(() => GoalEvidencePart, { max: 50, optional: true })
  readonly evidence?: readonly GoalEvidencePart[];
}

export const goalProgressReported = actsOnGoal(ReportGoalProgress, reportProgress);
