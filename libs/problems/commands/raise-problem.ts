import { Code, ItemKey, Line, OneOf, Part, Whole, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import type { RaisedSource } from '../domain/raising.js';
import { RAISED_SOURCES } from '../domain/raising.js';
import { UnitPart } from './parts.js';

/**
 * A problem that does not come from a review; it gets the next number of its year, source and branch, or of the office or
 * the committee.
 */
export class RaiseProblem extends RecordedCommand {
  @Whole({ min: 2000, max: 2100, example: 2024 })
  readonly year: number;

  /** That is told. May be left out for what the office or the committee leads and concerns no branch. */
  @Code({ optional: true })
  readonly branch?: string;

  @OneOf(RAISED_SOURCES, { example: 'check' })
  readonly source: RaisedSource;

  @Line({ max: 40, example: '组织生活' })
  readonly category: string;

  @Words({ max: 1_000, example: '“三会一课”记录不全，缺第二季度党员大会记录。' })
  readonly statement: string;

  /** The branch itself unless said. */
  @Part(() => UnitPart, { optional: true })
  readonly lead?: UnitPart;

  @ItemKey({ optional: true })
  readonly recurrenceOf?: string;
}
