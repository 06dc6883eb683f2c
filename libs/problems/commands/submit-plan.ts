import { Day, FromPath, ItemKey, Line, Parts, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { MAX_MEASURES, submitPlan } from '../domain/plan.js';
import { actsOnProblem } from './acts-on-problem.js';
import { MeasurePart } from './parts.js';

export class SubmitPlan extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 1_000, example: '台账制度没有写明谁核对、何时核对。' })
  readonly cause: string;

  /** The branch meeting that adopted it. */
  @Line({ max: 100, example: '支部委员会' })
  readonly adoptedBy: string;

  @Day({ example: '2024-02-05' })
  readonly adoptedOn: string;

  @Parts(() => MeasurePart, { min: 1, max: MAX_MEASURES })
  readonly measures: readonly MeasurePart[];
}

export const planSubmitted = actsOnProblem(SubmitPlan, submitPlan);
