import { FromPath, Part, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { issueReminder } from '../domain/talk.js';
import { actsOnSubject } from './acts-on-subject.js';
import { SubjectKey } from './subject-key.js';
import { UnitPart } from './unit-part.js';

/** 催办, by hand. */
export class IssueReminder extends RecordedCommand {
  @FromPath()
  @SubjectKey()
  readonly subject: string;

  @Words({ max: 500, example: '请于本周五前报送整改方案。', optional: true })
  readonly words?: string;

  /** Whoever works on it unless said; needed for a requirement. */
  @Part(() => UnitPart, { optional: true })
  readonly unit?: UnitPart;
}

export const reminderIssued = actsOnSubject(IssueReminder, issueReminder);
