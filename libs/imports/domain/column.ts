export interface InBoth {
  readonly zh: string;
  readonly en: string;
}

/** What may stand in a cell, and the words for it. */
export interface Choice extends InBoth {
  readonly value: string;
}

/** How a cell becomes a value of a request. */
export type CellType =
  | 'text'
  /** Digits that are no number: a spreadsheet that made one of them has lost their zeros. */
  | 'code'
  | 'day'
  | 'whole'
  | 'flag'
  /** Whole numbers, separated by commas. */
  | 'wholes'
  | 'choice'
  /** The name of an account; its value is the id of the person. */
  | 'login';

/** A column of a sheet. */
export interface Column extends InBoth {
  /** Where its value goes, and what the faults of that field are told of: `paper.number`. */
  readonly path: string;
  readonly cell: CellType;
  readonly required?: true;
  readonly choices?: readonly Choice[];
  readonly example?: string;
}

/** A sheet as it is to be filled in. */
export interface SheetForm {
  readonly sheet: InBoth;
  readonly columns: readonly Column[];
}

/** Values of one row, by the paths of their columns. */
export type RowValues = Readonly<Record<string, string | number | boolean | readonly number[]>>;

const join = (values: RowValues, path: string): object | undefined => {
  const inside = Object.entries(values).filter(([name]) => name.startsWith(`${path}.`));
  return inside.length === 0
    ? undefined
    : nested(Object.fromEntries(inside.map(([n, v]) => [n.slice(path.length + 1), v])));
};

/** `paper.number` becomes `number` in an object `paper`. */
export const nested = (values: RowValues): Readonly<Record<string, unknown>> => {
  const names = new Set(Object.keys(values).map((path) => path.split('.', 1)[0] ?? path));
  return Object.fromEntries([...names].map((name) => [name, values[name] ?? join(values, name)]));
};

/** The column of which a fault of a request speaks: the longest path that leads there. */
export const columnAt = (columns: readonly Column[], path: string): number => {
  const steps = path.replaceAll(/\[\d+\]/g, '').split('.');
  for (let length = steps.length; length > 0; length -= 1) {
    const start = steps.slice(0, length).join('.');
    const found = columns.findIndex((column) => column.path === start || column.path.startsWith(`${start}.`));
    if (found >= 0) return found;
  }
  return -1;
};
