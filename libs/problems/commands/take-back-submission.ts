import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { takeBackSubmission } from '../domain/rectification.js';
import { actsOnProblem } from './acts-on-problem.js';

export class TakeBackSubmission extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 1_000, example: '佐证材料有遗漏，补齐后再报。', optional: true })
  readonly reason?: string;
}

export const submissionTakenBack = actsOnProblem(TakeBackSubmission, takeBackSubmission);
