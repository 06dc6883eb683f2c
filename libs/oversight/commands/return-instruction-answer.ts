import { FromPath, Whole, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { returnAnswer } from '../domain/instructing.js';
import { actsOnSubject } from './acts-on-subject.js';
import { SubjectKey } from './subject-key.js';

export class ReturnInstructionAnswer extends RecordedCommand {
  @FromPath()
  @SubjectKey()
  readonly subject: string;

  @FromPath()
  @Whole({ min: 1, max: 999, example: 1 })
  readonly instruction: number;

  @Words({ max: 1_000, example: '未说明今后如何防止，请补充。' })
  readonly reason: string;
}

export const instructionAnswerReturned = actsOnSubject(ReturnInstructionAnswer, returnAnswer);
