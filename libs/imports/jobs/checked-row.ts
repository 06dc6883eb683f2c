import type { RecordedCommand } from '#platform/http/recorded-command.js';
import type { ImportKind } from '../import-kind.js';

/** Where a row stands in the file, and where its columns do. */
export interface RowPlace {
  readonly kind: ImportKind;
  /** As the file calls it. */
  readonly sheet: string;
  readonly row: number;
  /** In the order of the kind's form. */
  readonly places: readonly number[];
}

/** A row that is a command. */
export interface CheckedRow extends RowPlace {
  readonly command: RecordedCommand;
  readonly key: string;
  /** SHA-256 of what it says, hex: the same key with something else is refused. */
  readonly asked: string;
  readonly lane: string;
}
