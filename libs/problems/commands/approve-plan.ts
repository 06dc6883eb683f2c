import { FromPath, ItemKey } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { approvePlan } from '../domain/plan.js';
import { actsOnProblem } from './acts-on-problem.js';

export class ApprovePlan extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;
}

export const planApproved = actsOnProblem(ApprovePlan, approvePlan);
