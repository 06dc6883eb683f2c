import { Code, OneOf } from '#platform/http/fields.js';
import { LEAD_KINDS } from '#reviews/events.js';
import type { LeadUnit } from '#reviews/events.js';

/** A unit that is talked to. */
export class UnitPart implements LeadUnit {
  @OneOf(LEAD_KINDS, { example: 'branch' })
  readonly kind: LeadUnit['kind'];

  @Code()
  readonly code: string;
}
