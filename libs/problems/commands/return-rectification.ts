import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { returnRectification } from '../domain/rectification.js';
import { actsOnProblem } from './acts-on-problem.js';

export class ReturnRectification extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 1_000, example: '二季度台账仍未核对。' })
  readonly reason: string;
}

export const rectificationReturned = actsOnProblem(ReturnRectification, returnRectification);
