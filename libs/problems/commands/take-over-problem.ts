import { Code, Day, Flag, ItemKey, Line, OneOf, Part, Parts, Whole, Wholes, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { MAX_MEASURES } from '../domain/plan.js';
import type { TakenOverStatus } from '../domain/taking-over.js';
import type { Source } from '../events.js';
import { SOURCES } from '../events.js';
import { PROBLEM_STATUSES } from '../published/states.js';
import { MeasurePart, UnitPart } from './parts.js';

/** 册页号: where the item stands in the old ledger. */
export class PaperPart {
  @Line({ max: 40, example: 'ledger' })
  readonly kind: string;

  @Line({ max: 100, example: '2023年问题台账第2册第15页' })
  readonly number: string;

  @Day({ example: '2024-11-29' })
  readonly date: string;

  @Line({ example: '党委办公室档案柜三层', optional: true })
  readonly place?: string;
}

const STATUSES = PROBLEM_STATUSES.filter((status) => status !== 'flagged' && status !== 'merged');

/** 期初录入: a problem of the old ledger in its present state. Steps that were taken on paper are told by their days. */
export class TakeOverProblem extends RecordedCommand {
  /** The number that the paper has for it, where it is of this form; the next free one unless said. */
  @ItemKey({ optional: true })
  readonly no?: string;

  @Whole({ min: 2000, max: 2100, example: 2023 })
  readonly year: number;

  @Code()
  readonly branch: string;

  @OneOf(SOURCES, { example: 'review' })
  readonly source: Source;

  @Line({ max: 40, example: '组织生活' })
  readonly category: string;

  @Words({ max: 1_000, example: '“三会一课”记录不全，缺第二季度党员大会记录。' })
  readonly statement: string;

  /** The branch itself unless said. */
  @Part(() => UnitPart, { optional: true })
  readonly lead?: UnitPart;

  @ItemKey({ optional: true })
  readonly recurrenceOf?: string;

  @OneOf(STATUSES, { example: 'in-progress' })
  readonly status: TakenOverStatus;

  /** The day on which it came into that status. */
  @Day({ example: '2024-03-01' })
  readonly since: string;

  @Day({ example: '2024-01-18' })
  readonly raisedOn: string;

  @Day({ example: '2024-01-25', optional: true })
  readonly listedOn?: string;

  /** Of the document with the approved list. */
  @Line({ max: 100, example: '集团党发〔2024〕2号', optional: true })
  readonly listNumber?: string;

  @Day({ example: '2024-01-26', optional: true })
  readonly dispatchedOn?: string;

  @Line({ max: 100, example: '整改通知〔2024〕3号', optional: true })
  readonly noticeNumber?: string;

  /** Needed while the plan is owed. */
  @Day({ example: '2024-02-20', optional: true })
  readonly planDueOn?: string;

  @Day({ example: '2024-01-30', optional: true })
  readonly acknowledgedOn?: string;

  @Parts(() => MeasurePart, { max: MAX_MEASURES, optional: true })
  readonly measures?: readonly MeasurePart[];

  /** Numbers of the measures carried out already, counted from 1. */
  @Wholes({ min: 1, max: MAX_MEASURES, maxItems: MAX_MEASURES, example: [1], optional: true })
  readonly measuresDone?: readonly number[];

  /** For the rectification, with the extensions granted; the latest date of its measures unless said. */
  @Day({ example: '2024-12-31', optional: true })
  readonly dueOn?: string;

  @Day({ example: '2024-06-30', optional: true })
  readonly originalDueOn?: string;

  @Whole({ min: 0, max: 99, example: 1, optional: true })
  readonly extensionsGranted?: number;

  /** Sent back, and not handed in again. */
  @Flag({ example: false, optional: true })
  readonly returned?: boolean;

  @Day({ example: '2024-11-20', optional: true })
  readonly submittedOn?: string;

  @Day({ example: '2024-11-25', optional: true })
  readonly verifiedOn?: string;

  /** Of the closing or the withdrawal. */
  @Words({ max: 1_000, example: '同意销号。', optional: true })
  readonly conclusion?: string;

  /** Latest half-year of which a standing problem has its note. */
  @Line({ max: 6, example: '2024H1', pattern: /^\d{4}H[12]$/, optional: true })
  readonly notedHalf?: string;

  @Part(() => PaperPart)
  readonly paper: PaperPart;

  /** Its key in the old ledger. */
  @Line({ max: 100, example: 'WT-2023-0031', optional: true })
  readonly externalKey?: string;
}
