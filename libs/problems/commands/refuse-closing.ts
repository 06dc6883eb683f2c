import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { refuseClosing } from '../domain/closing.js';
import { actsOnProblem } from './acts-on-problem.js';

export class RefuseClosing extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 1_000, example: '制度尚未印发，暂不销号。' })
  readonly reason: string;
}

export const closingRefused = actsOnProblem(RefuseClosing, refuseClosing);
