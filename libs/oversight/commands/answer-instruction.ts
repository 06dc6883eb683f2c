import { FromPath, Parts, Whole, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { answerInstruction } from '../domain/instructing.js';
import { actsOnSubject } from './acts-on-subject.js';
import { AnswerEvidencePart } from './evidence-part.js';
import { SubjectKey } from './subject-key.js';

export class AnswerInstruction extends RecordedCommand {
  @FromPath()
  @SubjectKey()
  readonly subject: string;

  @FromPath()
  @Whole({ min: 1, max: 999, example: 1 })
  readonly instruction: number;

  @Words({ max: 5_000, example: '经查，系经办人调整交接不清，已补齐并指定专人。' })
  readonly words: string;

  @Parts(() => AnswerEvidencePart, { max: 50, optional: true })
  readonly evidence?: readonly AnswerEvidencePart[];
}

export const instructionAnswered = actsOnSubject(AnswerInstruction, answerInstruction);
