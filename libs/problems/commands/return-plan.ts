import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { returnPlan } from '../domain/plan.js';
import { actsOnProblem } from './acts-on-problem.js';

export class ReturnPlan extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 1_000, example: '第二条措施没有责任岗位的具体做法。' })
  readonly reason: string;
}

export const planReturned = actsOnProblem(ReturnPlan, returnPlan);
