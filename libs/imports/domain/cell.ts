import { isLocalDate } from '#time/local-date.js';
import type { LocalDate } from '#time/local-date.js';

/**
 * One filled cell. What a spreadsheet keeps as a number is told apart from text: `02` typed into a cell of numbers has
 * lost its zero already.
 */
export interface Cell {
  readonly kind: 'text' | 'number' | 'day' | 'flag';
  /** The words; a number as it is written; `YYYY-MM-DD`; `true` or `false`. */
  readonly text: string;
}

/** A line of a sheet as it was read; `row` is its number in the file, from 1. */
export interface SheetRow {
  readonly sheet: string;
  readonly row: number;
  readonly cells: readonly (Cell | null)[];
}

const DAY_WORDS = /^(\d{4})\s*(?:-|\/|\.|年)\s*(\d{1,2})\s*(?:-|\/|\.|月)\s*(\d{1,2})\s*日?$/;
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/;

/** Days since 1899-12-30, as a spreadsheet counts them: 1990 to 2110. */
const [FIRST_SERIAL, LAST_SERIAL] = [32_874, 76_700];
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

const fromParts = (parts: RegExpExecArray | null): LocalDate | undefined => {
  if (parts === null) return undefined;
  const [, year = '', month = '', day = ''] = parts;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(text) ? text : undefined;
};

const fromSerial = (text: string): LocalDate | undefined => {
  const serial = Number(text);
  if (!Number.isInteger(serial) || serial < FIRST_SERIAL || serial > LAST_SERIAL) return undefined;
  return new Date(SERIAL_ZERO + serial * DAY_MS).toISOString().slice(0, 10);
};

/** A day in any of the ways in which spreadsheets and people write it; `undefined`: it is none. */
export const dayIn = ({ kind, text }: Cell): LocalDate | undefined => {
  if (kind === 'day') return isLocalDate(text) ? text : undefined;
  if (kind === 'number') return fromSerial(text) ?? fromParts(EIGHT_DIGITS.exec(text));
  const words = text.trim();
  return fromParts(DAY_WORDS.exec(words)) ?? fromParts(EIGHT_DIGITS.exec(words));
};

/** `C7`: the name of a cell as spreadsheets show it; `column` counts from 0. */
export const cellName = (column: number, row: number): string => {
  let letters = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return `${letters}${String(row)}`;
};
