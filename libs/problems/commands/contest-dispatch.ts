import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { contest } from '../domain/dispatch.js';
import { actsOnProblem } from './acts-on-problem.js';

export class ContestDispatch extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 1_000, example: '此项由机关五支部牵头办理。' })
  readonly reason: string;
}

export const contestDispatch = actsOnProblem(ContestDispatch, contest);
