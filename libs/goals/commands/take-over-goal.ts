import { Code, Day, Flag, ItemKey, Line, OneOf, Part, Whole, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import type { Outcome } from '../events.js';
import { OUTCOMES } from '../events.js';
import type { GoalStatus } from '../published/states.js';
import { GOAL_STATUSES } from '../published/states.js';

/** 册页号: where the goal stands in the old ledger. */
export class GoalPaperPart {
  @Line({ max: 40, example: 'ledger' })
  readonly kind: string;

  @Line({ max: 100, example: '2023年目标任务台账第1册第4页' })
  readonly number: string;

  @Day({ example: '2024-11-29' })
  readonly date: string;

  @Line({ example: '党委办公室档案柜三层', optional: true })
  readonly place?: string;
}

/** 期初录入: a goal of the old ledger in its present state. */
export class TakeOverGoal extends RecordedCommand {
  /** The number that the paper has for it, where it is of this form; the next free one unless said. */
  @ItemKey({ example: '2023-目标-03-01', optional: true })
  readonly no?: string;

  @Whole({ min: 2000, max: 2100, example: 2023 })
  readonly year: number;

  @Code()
  readonly branch: string;

  @Words({ max: 1_000, example: '年内发展党员三名' })
  readonly statement: string;

  @Words({ max: 500, example: '发展党员人数' })
  readonly measure: string;

  @Day({ example: '2024-12-31' })
  readonly dueOn: string;

  @Day({ example: '2024-01-18' })
  readonly assignedOn: string;

  @OneOf(GOAL_STATUSES, { example: 'accepted' })
  readonly status: GoalStatus;

  /** The day on which it came into that status. */
  @Day({ example: '2024-02-01' })
  readonly since: string;

  @Day({ example: '2024-02-01', optional: true })
  readonly acceptedOn?: string;

  @Day({ example: '2024-11-20', optional: true })
  readonly submittedOn?: string;

  /** Sent back, and not handed in again. */
  @Flag({ example: false, optional: true })
  readonly returned?: boolean;

  /** Needed for a concluded goal. */
  @OneOf(OUTCOMES, { example: 'achieved', optional: true })
  readonly outcome?: Outcome;

  @Words({ max: 1_000, example: '经查阅台账，目标完成。', optional: true })
  readonly finding?: string;

  @Part(() => GoalPaperPart)
  readonly paper: GoalPaperPart;

  /** Its key in the old ledger. */
  @Line({ max: 100, example: 'MB-2023-0004', optional: true })
  readonly externalKey?: string;
}
