import { FromPath, ItemKey } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { beginStanding } from '../domain/closing.js';
import { actsOnProblem } from './acts-on-problem.js';

export class BeginStanding extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;
}

export const standingBegun = actsOnProblem(BeginStanding, beginStanding);
