import { FromPath, Whole, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { concludeInstruction } from '../domain/instructing.js';
import { actsOnSubject } from './acts-on-subject.js';
import { SubjectKey } from './subject-key.js';

export class ConcludeInstruction extends RecordedCommand {
  @FromPath()
  @SubjectKey()
  readonly subject: string;

  @FromPath()
  @Whole({ min: 1, max: 999, example: 1 })
  readonly instruction: number;

  @Words({ max: 1_000, example: '已阅。', optional: true })
  readonly words?: string;
}

export const instructionConcluded = actsOnSubject(ConcludeInstruction, concludeInstruction);
