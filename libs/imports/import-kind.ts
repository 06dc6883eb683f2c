import type { ActName } from '#access/acts.js';
import type { CommandResult } from '#event-sourcing/command.js';
import type { RecordedCommand } from '#platform/http/recorded-command.js';
import type { RowValues, SheetForm } from './domain/column.js';
import { nested } from './domain/column.js';

/**
 * What one sheet imports: each of its rows is one ordinary command. A provider of this class in any module is asked for
 * its sheet.
 */
export abstract class ImportKind {
  /** In addresses: `problems`. */
  abstract readonly name: string;
  /** Its place among the others: what rows rest on is imported before them. */
  abstract readonly place: number;
  abstract readonly form: SheetForm;
  abstract readonly act: ActName;
  abstract readonly command: new () => RecordedCommand;

  /** Names the matter of a row for ever: the same key again is the same row again. */
  abstract keyOf(values: RowValues): string;

  /** Which rows must come one after the other; others may be recorded beside them. */
  abstract laneOf(values: RowValues): string;

  /** The fields of the command. */
  request(values: RowValues): Readonly<Record<string, unknown>> {
    return nested(values);
  }

  /** Fields that the trial settled and that are to be the same when it is recorded; none of them is said by the row. */
  settled(_result: CommandResult): object {
    return {};
  }
}
