/** Something wrong with one cell, one row or a whole sheet. `code` is stable; `params` fill its message. */
export interface RowError {
  /** As it is called in the file; empty where the file itself is at fault. */
  readonly sheet: string;
  /** From 1; 0 where the sheet itself is at fault. */
  readonly row: number;
  /** Index of the column in the sheet's form; −1 where no single one is at fault. */
  readonly column: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Params = RowError['params'];
