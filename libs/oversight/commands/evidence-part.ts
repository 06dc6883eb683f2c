import { Day, Line, OneOf } from '#platform/http/fields.js';
import type { Evidence } from '#problems/events.js';
import { EVIDENCE_KINDS } from '#problems/events.js';

/** 佐证: a document on file is enough. */
export class AnswerEvidencePart {
  @OneOf(EVIDENCE_KINDS, { example: 'minutes' })
  readonly kind: Evidence['kind'];

  @Line({ example: '情况说明' })
  readonly title: string;

  @Day({ example: '2024-09-20' })
  readonly date: string;

  @Line({ max: 100, example: '三支部〔2024〕9号', optional: true })
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
