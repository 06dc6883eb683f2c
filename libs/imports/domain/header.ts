import type { Cell, SheetRow } from './cell.js';
import type { Column, SheetForm } from './column.js';
import type { RowError } from './row-error.js';

/** Where in the sheet each column of the form stands; −1: not there. */
export interface Header {
  readonly places: readonly number[];
  readonly errors: readonly RowError[];
}

/** Marks and spaces around a name do not count: 外部编号* is 外部编号. */
const plain = (cell: Cell | null | undefined): string =>
  (cell?.text ?? '').normalize('NFKC').replaceAll(/[\s*]/g, '').toLowerCase();

const isNamed = ({ zh, en }: Column, name: string): boolean =>
  name === plain({ kind: 'text', text: zh }) || name === plain({ kind: 'text', text: en });

/** Reads the line of headers: names in either language, in any order. */
export const readHeader = ({ columns }: SheetForm, { sheet, row, cells }: SheetRow): Header => {
  const names = cells.map(plain);
  const error = (column: number, code: string, name: string): RowError => ({
    sheet,
    row,
    column,
    code,
    params: { name },
  });
  const places = columns.map((column) => names.findIndex((name) => isNamed(column, name)));
  const unknown = names.flatMap((name, index) =>
    name === '' || columns.some((column) => isNamed(column, name))
      ? []
      : [error(-1, 'import-column-unknown', cells[index]?.text ?? '')],
  );
  const twice = columns.flatMap((column, index) =>
    names.filter((name) => isNamed(column, name)).length > 1 ? [error(index, 'import-column-twice', column.zh)] : [],
  );
  const missing = columns.flatMap((column, index) =>
    column.required === true && places[index] === -1 ? [error(index, 'import-column-missing', column.zh)] : [],
  );
  return { places, errors: [...unknown, ...twice, ...missing] };
};

/** The second line of a template says the headers again in English. */
export const isSecondHeader = ({ columns }: SheetForm, { cells }: SheetRow): boolean => {
  const filled = cells.map(plain).filter((name) => name !== '');
  return (
    filled.length > 0 && filled.every((name) => columns.some(({ en }) => plain({ kind: 'text', text: en }) === name))
  );
};
