import { Day, FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { reopen } from '../domain/closing.js';
import { actsOnProblem } from './acts-on-problem.js';

export class ReopenProblem extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 1_000, example: '回头看发现问题反弹。' })
  readonly reason: string;

  @Day({ example: '2024-12-31' })
  readonly dueOn: string;
}

export const problemReopened = actsOnProblem(ReopenProblem, reopen);
