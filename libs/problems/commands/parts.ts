import { Code, Day, Line, OneOf, Part, Parts, Words } from '#platform/http/fields.js';
import { LEAD_KINDS } from '#reviews/events.js';
import type { LeadUnit } from '#reviews/events.js';
import type { Evidence, MeasureKind } from '../events.js';
import { EVIDENCE_KINDS, MEASURE_KINDS } from '../events.js';

/** A body that leads or supports a rectification. */
export class UnitPart {
  @OneOf(LEAD_KINDS, { example: 'branch' })
  readonly kind: LeadUnit['kind'];

  @Code()
  readonly code: string;
}

/** 佐证: a document on file is enough. */
export class EvidencePart {
  @OneOf(EVIDENCE_KINDS, { example: 'document' })
  readonly kind: Evidence['kind'];

  @Line({ example: '党费收缴台账（2024年上半年）' })
  readonly title: string;

  @Day({ example: '2024-06-28' })
  readonly date: string;

  @Line({ max: 100, example: '三支部〔2024〕6号', optional: true })
  readonly number?: string;

  @Line({ example: '党支部档案柜二层', optional: true })
  readonly place?: string;

  @Line({
    max: 64,
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    pattern: /^[0-9a-f]{64}$/,
    optional: true,
  })
  readonly sha256?: string;
}

/** 整改措施; numbered by its place in the plan. */
export class MeasurePart {
  @Words({ max: 1_000, example: '每月核对一次党费收缴台账，由组织委员签字。' })
  readonly words: string;

  @OneOf(MEASURE_KINDS, { example: 'by-date' })
  readonly kind: MeasureKind;

  /** The problem's lead unit unless said. */
  @Part(() => UnitPart, { optional: true })
  readonly leadUnit?: UnitPart;

  @Parts(() => UnitPart, { max: 20, optional: true })
  readonly supportingUnits?: readonly UnitPart[];

  @Line({ max: 100, example: '组织委员' })
  readonly responsiblePost: string;

  /** Required unless the measure is standing. */
  @Day({ example: '2024-06-30', optional: true })
  readonly dueOn?: string;

  @Words({ max: 500, example: '台账齐全，账实相符。' })
  readonly expectedResult: string;
}
