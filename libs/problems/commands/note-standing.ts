import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { noteStanding } from '../domain/closing.js';
import { actsOnProblem } from './acts-on-problem.js';

export class NoteStanding extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 1_000, example: '上半年逐月核对，未发现差错。' })
  readonly words: string;
}

export const standingNoted = actsOnProblem(NoteStanding, noteStanding);
