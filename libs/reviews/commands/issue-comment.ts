import { Flag, Parts, Words, WordsList } from '#platform/http/fields.js';
import { GoalPart, ProblemPart, StrengthPart } from './comment-parts.js';
import { ReportCommand } from './review-command.js';

/** `actor` is the commentator; the office may enter it from paper. */
export class IssueComment extends ReportCommand {
  /** The first comment on a report leads unless it says otherwise. */
  @Flag({ example: true, optional: true })
  readonly leading?: boolean;

  @Words({ max: 5_000, example: '报告实事求是，思路清晰。', optional: true })
  readonly words?: string;

  @Parts(() => StrengthPart, { max: 50, optional: true })
  readonly strengths?: StrengthPart[];

  /** 努力方向: without a date, answered next year. */
  @WordsList({ max: 5_000, maxItems: 50, example: ['推动党建与业务深度融合'], optional: true })
  readonly directions?: string[];

  @Parts(() => ProblemPart, { max: 50, optional: true })
  readonly problems?: ProblemPart[];

  @Parts(() => GoalPart, { max: 50, optional: true })
  readonly goals?: GoalPart[];

  /** Takes the commentator's own draft in place of all this; it is gone once the comment is issued. */
  @Flag({ example: true, optional: true })
  readonly fromDraft?: boolean;
}
