import { FromPath, ItemKey, Whole } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { grantExtension } from '../domain/extension.js';
import { actsOnProblem } from './acts-on-problem.js';

export class GrantExtension extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @FromPath()
  @Whole({ min: 1, max: 999, example: 1 })
  readonly extension: number;
}

export const extensionGranted = actsOnProblem(GrantExtension, grantExtension);
