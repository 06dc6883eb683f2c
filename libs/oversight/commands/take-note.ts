import { FromPath, Parts, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { takeNote } from '../domain/talk.js';
import { actsOnSubject } from './acts-on-subject.js';
import { SubjectKey } from './subject-key.js';
import { UnitPart } from './unit-part.js';

/** 沟通: talk that changes nothing. */
export class TakeNote extends RecordedCommand {
  @FromPath()
  @SubjectKey()
  readonly subject: string;

  @Words({ max: 2_000, example: '电话沟通：台账已补齐一季度，二季度月底前完成。' })
  readonly words: string;

  /** Units that took part; no names. */
  @Parts(() => UnitPart, { max: 20, optional: true })
  readonly with?: readonly UnitPart[];
}

export const noteTaken = actsOnSubject(TakeNote, takeNote);
