import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { close } from '../domain/closing.js';
import { actsOnProblem } from './acts-on-problem.js';

export class CloseProblem extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 1_000, example: '同意销号。', optional: true })
  readonly conclusion?: string;
}

export const problemClosed = actsOnProblem(CloseProblem, close);
