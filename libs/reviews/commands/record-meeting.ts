import { Code, Flag, Part, Parts, Words } from '#platform/http/fields.js';
import { fault } from '#platform/http/fault.js';
import type { Fault } from '#platform/http/fault.js';
import { invalidRequest } from '#platform/http/request-problem.js';
import { AdjournMeeting } from './adjourn-meeting.js';
import { AskQuestion } from './ask-question.js';
import { ChangeMode } from './change-mode.js';
import { EnterTally } from './enter-tally.js';
import { GiveSummary } from './give-summary.js';
import { IssueComment } from './issue-comment.js';
import { IssueRequirement } from './issue-requirement.js';
import { RecordDelivery } from './record-delivery.js';
import { RecordRoster } from './record-roster.js';
import { ReviewCommand } from './review-command.js';

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
 * part that has none of its own.
 */
export class RecordMeeting extends ReviewCommand {
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

  static override spread(fields: Fields): Fields {
    const { year, occurredOn, basis, lateReason } = fields;
    const ofAll = present({ occurredOn, basis, lateReason });
    const misplaced: Fault[] = [];
    const part =
      (place: Fields) =>
      (given: unknown, at: string): unknown => {
        if (!isObject(given)) return given;
        for (const name of Object.keys(place))
          if (Object.hasOwn(given, name)) misplaced.push(fault('field-from-path', {}, `${at}.${name}`));
        return { ...ofAll, ...given, ...place };
      };
    const ofReview = part({ year });
    const report = (given: unknown, at: string): unknown =>
      isObject(given) ? mapped(given, at, REPORT_PARTS, part({ year, branch: given['branch'] })) : given;
    const spread = {
      ...mapped(fields, '', REVIEW_PARTS, ofReview),
      ...present({ reports: eachOf(fields['reports'], 'reports', report) }),
    };
    if (misplaced.length > 0) throw invalidRequest(misplaced);
    return spread;
  }
}

const REVIEW_PARTS = ['roster', 'summary', 'requirements', 'adjournment'] as const;
const REPORT_PARTS = ['mode', 'delivery', 'questions', 'comments', 'tallies'] as const;

type Fields = Readonly<Record<string, unknown>>;
type Change = (part: unknown, at: string) => unknown;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const present = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const eachOf = (value: unknown, at: string, change: Change): unknown =>
  Array.isArray(value) ? value.map((part, n) => change(part, `${at}[${String(n)}]`)) : change(value, at);

const mapped = (fields: Fields, at: string, names: readonly string[], change: Change): Fields => ({
  ...fields,
  ...present(
    Object.fromEntries(names.map((name) => [name, eachOf(fields[name], at === '' ? name : `${at}.${name}`, change)])),
  ),
});

/** Whether only to try it. */
export class RecordQuery {
  @Flag({ example: true, optional: true })
  readonly dryRun: boolean = false;
}
