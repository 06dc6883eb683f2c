import { Code, Day, Flag, Part, Parts, Whole, Words } from '#platform/http/fields.js';
import { BasisPart } from '#platform/http/recorded-command.js';
import { AdjournMeeting } from './adjourn-meeting.js';
import { AskQuestion } from './ask-question.js';
import { ChangeMode } from './change-mode.js';
import { EnterTally } from './enter-tally.js';
import { GiveSummary } from './give-summary.js';
import { IssueComment } from './issue-comment.js';
import { IssueRequirement } from './issue-requirement.js';
import { RecordDelivery } from './record-delivery.js';
import { RecordRoster } from './record-roster.js';

/** A question with the answer given to it at once. */
export class RecordedQuestion extends AskQuestion {
  @Words({ max: 5_000, example: '把党建任务纳入项目节点一并考核。', optional: true })
  readonly answer?: string;
}

/** What was said to one report, in the order in which it is recorded. */
export class RecordedReport {
  @Code()
  readonly branch: string;

  @Part(() => ChangeMode, { optional: true })
  readonly mode?: ChangeMode;

  @Part(() => RecordDelivery, { optional: true })
  readonly delivery?: RecordDelivery;

  @Parts(() => RecordedQuestion, { max: 50, optional: true })
  readonly questions?: RecordedQuestion[];

  @Parts(() => IssueComment, { max: 20, optional: true })
  readonly comments?: IssueComment[];

  @Parts(() => EnterTally, { max: 2, optional: true })
  readonly tallies?: EnterTally[];
}

/**
 * The whole meeting from paper. Each part is the ordinary command; day, paper and reason of the whole hold for every
 * part that has none of its own; each says its level itself.
 */
export class RecordMeeting {
  /** Today unless said. */
  @Day({ optional: true })
  readonly occurredOn?: string;

  @Part(() => BasisPart, { optional: true })
  readonly basis?: BasisPart;

  /** Why it is entered late. */
  @Words({ max: 500, example: '会后补录', optional: true })
  readonly lateReason?: string;

  @Part(() => RecordRoster, { optional: true })
  readonly roster?: RecordRoster;

  @Parts(() => RecordedReport, { max: 500, optional: true })
  readonly reports?: RecordedReport[];

  @Part(() => GiveSummary, { optional: true })
  readonly summary?: GiveSummary;

  @Parts(() => IssueRequirement, { max: 50, optional: true })
  readonly requirements?: IssueRequirement[];

  /** 散会: present when the meeting is over. */
  @Part(() => AdjournMeeting, { optional: true })
  readonly adjournment?: AdjournMeeting;

  /** Takes the office's draft of the minutes in place of all this; it is gone once all of it is recorded. */
  @Flag({ example: true, optional: true })
  readonly fromDraft?: boolean;
}

export class RecordPath {
  /** The year reported on. */
  @Whole({ min: 2000, max: 2100, example: 2023 })
  readonly year: number;
}

/** Whether only to try it. */
export class RecordQuery {
  @Flag({ example: true, optional: true })
  readonly dryRun: boolean = false;
}
