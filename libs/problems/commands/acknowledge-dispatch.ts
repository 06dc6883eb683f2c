import { FromPath, ItemKey } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { acknowledge } from '../domain/dispatch.js';
import { actsOnProblem } from './acts-on-problem.js';

export class AcknowledgeDispatch extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;
}

export const acknowledgeDispatch = actsOnProblem(AcknowledgeDispatch, acknowledge);
