import { FromPath, ItemKey, Whole, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { refuseExtension } from '../domain/extension.js';
import { actsOnProblem } from './acts-on-problem.js';

export class RefuseExtension extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @FromPath()
  @Whole({ min: 1, max: 999, example: 1 })
  readonly extension: number;

  @Words({ max: 1_000, example: '理由不充分，请按期完成。' })
  readonly reason: string;
}

export const extensionRefused = actsOnProblem(RefuseExtension, refuseExtension);
