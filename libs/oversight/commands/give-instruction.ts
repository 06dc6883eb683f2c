import { Day, FromPath, Part, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { giveInstruction } from '../domain/instructing.js';
import { actsOnSubject } from './acts-on-subject.js';
import { SubjectKey } from './subject-key.js';
import { UnitPart } from './unit-part.js';

/** 批示, on a problem or a branch. */
export class GiveInstruction extends RecordedCommand {
  @FromPath()
  @SubjectKey()
  readonly subject: string;

  @Words({ max: 2_000, example: '请查清台账缺失的原因，一周内回复。' })
  readonly words: string;

  /** Who answers; whoever works on it unless said. The office may always be told to. */
  @Part(() => UnitPart, { optional: true })
  readonly addressee?: UnitPart;

  @Day({ example: '2024-03-15', optional: true })
  readonly dueOn?: string;
}

export const instructionGiven = actsOnSubject(GiveInstruction, giveInstruction);
