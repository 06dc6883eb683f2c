import { Flag, FromPath, ItemKey, Parts, Whole, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { MAX_MEASURES, reportProgress } from '../domain/plan.js';
import { actsOnProblem } from './acts-on-problem.js';
import { EvidencePart } from './parts.js';

export class ReportProgress extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @FromPath()
  @Whole({ min: 1, max: MAX_MEASURES, example: 1 })
  readonly measure: number;

  @Words({ max: 1_000, example: '一季度台账已核对签字。' })
  readonly words: string;

  /** Whether the measure is carried out. */
  @Flag({ example: false })
  readonly done: boolean;

  @Parts(() => EvidencePart, { max: 50, optional: true })
  readonly evidence?: readonly EvidencePart[];
}

export const progressReported = actsOnProblem(ReportProgress, reportProgress);
