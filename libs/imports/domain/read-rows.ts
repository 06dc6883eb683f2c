import type { Cell, SheetRow } from './cell.js';
import { dayIn } from './cell.js';
import type { Column, RowValues, SheetForm } from './column.js';
import { isSecondHeader, readHeader } from './header.js';
import type { Header } from './header.js';
import type { Params, RowError } from './row-error.js';

/** A row whose cells could be read, or not. */
export interface ReadRow {
  readonly row: number;
  readonly values: RowValues;
  readonly errors: readonly RowError[];
}

type Value = RowValues[string];
type Outcome = { readonly value: Value } | { readonly code: string; readonly params?: Params };

const YES = ['是', 'yes', 'true', 'y', '1', '√'];
const NO = ['否', 'no', 'false', 'n', '0'];

const flagIn = ({ text }: Cell): Outcome => {
  const word = text.trim().toLowerCase();
  if (YES.includes(word)) return { value: true };
  return NO.includes(word) ? { value: false } : { code: 'import-not-flag', params: { text } };
};

const wholeIn = (text: string): Outcome =>
  /^-?\d{1,15}$/.test(text.trim()) ? { value: Number(text) } : { code: 'import-not-whole', params: { text } };

const wholesIn = ({ text }: Cell): Outcome => {
  const parts = text.split(/[,，、;；]/).filter((part) => part.trim() !== '');
  const wrong = parts.find((part) => 'code' in wholeIn(part));
  return wrong === undefined ? { value: parts.map(Number) } : { code: 'import-not-whole', params: { text: wrong } };
};

const choiceIn = ({ text }: Cell, { choices = [] }: Column): Outcome => {
  const word = text.trim().toLowerCase();
  const found = choices.find(({ zh, en, value }) => [zh, en, value].some((name) => name.toLowerCase() === word));
  if (found !== undefined) return { value: found.value };
  return { code: 'import-not-a-choice', params: { text, choices: choices.map(({ zh }) => zh).join('、') } };
};

const codeIn = ({ kind, text }: Cell): Outcome =>
  kind === 'number' ? { code: 'import-code-is-number', params: { text } } : { value: text.trim() };

const valueIn = (cell: Cell, column: Column): Outcome => {
  switch (column.cell) {
    case 'day': {
      const day = dayIn(cell);
      return day === undefined ? { code: 'import-not-day', params: { text: cell.text } } : { value: day };
    }
    case 'code':
      return codeIn(cell);
    case 'whole':
      return wholeIn(cell.text);
    case 'wholes':
      return wholesIn(cell);
    case 'flag':
      return flagIn(cell);
    case 'choice':
      return choiceIn(cell, column);
    case 'login':
      return { value: cell.text.trim().toLowerCase() };
    case 'text':
      return { value: cell.text };
    default:
      return column.cell satisfies never;
  }
};

const isEmpty = (cell: Cell | null | undefined): boolean =>
  cell === null || cell === undefined || cell.text.trim() === '';

/** The cells of one line as values, and what is wrong with them. */
export const readRow = ({ columns }: SheetForm, { places }: Header, { sheet, row, cells }: SheetRow): ReadRow => {
  const values: Record<string, Value> = {};
  const errors: RowError[] = [];
  columns.forEach((column, index) => {
    const cell = cells[places[index] ?? -1];
    if (cell === null || cell === undefined || isEmpty(cell)) {
      if (column.required === true) errors.push({ sheet, row, column: index, code: 'import-cell-empty', params: {} });
      return;
    }
    const read = valueIn(cell, column);
    if ('value' in read) values[column.path] = read.value;
    else errors.push({ sheet, row, column: index, code: read.code, params: read.params ?? {} });
  });
  return { row, values, errors };
};

/** Rows of a template that were left in, to show how it is done. */
const isExample = ({ cells }: SheetRow): boolean =>
  /^(?:示例|example)/i.test(cells.find((cell) => !isEmpty(cell))?.text ?? '');

export interface ReadSheet {
  readonly header: Header;
  /** Its rows; none where the headers are wrong, because every row would be wrong as well. */
  readonly lines: readonly SheetRow[];
}

/** The lines of one sheet, headers first, by its form. Empty lines and examples are left out. */
export const readSheet = (form: SheetForm, lines: readonly SheetRow[]): ReadSheet => {
  const [first, second, ...others] = lines.filter(({ cells }) => !cells.every(isEmpty));
  if (first === undefined) return { header: { places: form.columns.map(() => -1), errors: [] }, lines: [] };
  const header = readHeader(form, first);
  if (header.errors.length > 0) return { header, lines: [] };
  const rest = second === undefined || isSecondHeader(form, second) ? others : [second, ...others];
  return { header, lines: rest.filter((line) => !isExample(line)) };
};
