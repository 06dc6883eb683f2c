import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { withdraw } from '../domain/closing.js';
import { actsOnProblem } from './acts-on-problem.js';

export class WithdrawProblem extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 1_000, example: '与第一项问题重复。' })
  readonly reason: string;
}

export const problemWithdrawn = actsOnProblem(WithdrawProblem, withdraw);
