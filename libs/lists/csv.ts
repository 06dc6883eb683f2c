const BOM = '\uFEFF';

/** A spreadsheet takes a cell that begins so for a formula and runs it; an apostrophe makes it text. */
const FORMULA = /^[=+\-@\t\r]/;

const cell = (value: string): string => {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180 with a byte order mark, by which spreadsheets know that it is UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  BOM + rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
