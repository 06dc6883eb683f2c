import { Code, Day, Flag, ItemKey, Line, OneOf, Part, Words } from '#platform/http/fields.js';
import { LEAD_KINDS } from '../events.js';
import type { LeadUnit } from '../events.js';

export class StrengthPart {
  @Words({ max: 5_000, example: '“三会一课”制度落实扎实。' })
  readonly words: string;

  /** 经验案例: worth telling to others. */
  @Flag({ example: false, optional: true })
  readonly practice?: boolean;
}

export class LeadUnitPart implements LeadUnit {
  @OneOf(LEAD_KINDS, { example: 'branch' })
  readonly kind: LeadUnit['kind'];

  @Code()
  readonly code: string;
}

export class ProblemPart {
  @Words({ max: 1_000, example: '理论学习与实际工作结合不够紧密。' })
  readonly statement: string;

  @Line({ max: 40, example: '思想建设' })
  readonly category: string;

  /** Who leads the rectification; the branch itself unless said. */
  @Part(() => LeadUnitPart, { optional: true })
  readonly lead?: LeadUnitPart;

  /** The earlier problem that has come back. */
  @ItemKey({ example: '2022-述职-03-01', optional: true })
  readonly recurrenceOf?: string;
}

export class GoalPart {
  @Words({ max: 1_000, example: '创建一个党建品牌。' })
  readonly statement: string;

  /** How it will be measured: an indicator or words. */
  @Words({ max: 1_000, example: '通过集团党委验收' })
  readonly measure: string;

  @Day({ example: '2024-12-31' })
  readonly dueOn: string;
}
