import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { verifyRectification } from '../domain/rectification.js';
import { actsOnProblem } from './acts-on-problem.js';

export class VerifyRectification extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 1_000, example: '现场查阅台账，情况属实。' })
  readonly finding: string;
}

export const rectificationVerified = actsOnProblem(VerifyRectification, verifyRectification);
