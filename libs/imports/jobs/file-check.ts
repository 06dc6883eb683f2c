import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { RequestProblem } from '#platform/http/request-problem.js';
import { validated } from '#platform/http/validated.js';
import { ACCOUNT_FORM, ACCOUNTS } from '../accounts/account-form.js';
import type { SheetRow } from '../domain/cell.js';
import type { RowValues, SheetForm } from '../domain/column.js';
import { columnAt } from '../domain/column.js';
import { readRow, readSheet } from '../domain/read-rows.js';
import type { RowError } from '../domain/row-error.js';
import { NOTES_SHEETS } from '../files/template.js';
import type { ImportKind } from '../import-kind.js';
import type { CheckedRow, RowPlace } from './checked-row.js';
import { hashOf } from './row-hash.js';
import { ImportKinds } from './import-kinds.js';
import { Persons } from './persons.js';

/** A row error with what it is told of. */
export interface PlacedError extends RowError {
  readonly form?: SheetForm;
  readonly places: readonly number[];
}

/** The lines of each sheet, by its name. */
export const sheetsOf = (lines: readonly SheetRow[]): ReadonlyMap<string, readonly SheetRow[]> => {
  const sheets = new Map<string, SheetRow[]>();
  for (const line of lines) {
    const own = sheets.get(line.sheet);
    if (own === undefined) sheets.set(line.sheet, [line]);
    else own.push(line);
  }
  return sheets;
};

export interface FileCheck {
  readonly rows: readonly CheckedRow[];
  readonly errors: readonly PlacedError[];
}

const ROWS_AT_ONCE = 20;

/** What is wrong with a file by itself: its sheets, headers, cells and fields. No rule that rests on the log is asked. */
@Injectable()
export class FileChecker {
  constructor(
    private readonly kinds: ImportKinds,
    private readonly persons: Persons,
  ) {}

  async check(lines: readonly SheetRow[], mayImport: (kind: ImportKind) => boolean): Promise<FileCheck> {
    const bySheet = sheetsOf(lines);
    const errors: PlacedError[] = [];
    const rows: CheckedRow[] = [];
    const sheets = [...bySheet].map(([sheet, own]) => ({ sheet, own, kind: this.kinds.ofSheet(sheet) }));
    for (const { sheet, own, kind } of sheets) {
      const code = refusedSheet(sheet, kind, mayImport);
      if (code === undefined || (kind === undefined && isIgnored(sheet, own))) continue;
      errors.push({ sheet, row: 0, column: -1, code, params: { name: sheet }, places: [] });
    }
    const known = sheets.flatMap(({ kind, ...each }) =>
      kind !== undefined && mayImport(kind) ? [{ ...each, kind }] : [],
    );
    for (const { sheet, own, kind } of known.toSorted((a, b) => a.kind.place - b.kind.place)) {
      const checked = await this.checkSheet(kind, sheet, own);
      rows.push(...checked.rows);
      errors.push(...checked.errors);
    }
    if (rows.length === 0 && errors.length === 0)
      errors.push({ sheet: '', row: 0, column: -1, code: 'import-file-empty', params: {}, places: [] });
    return { rows, errors };
  }

  private async checkSheet(kind: ImportKind, sheet: string, lines: readonly SheetRow[]): Promise<FileCheck> {
    const { header, lines: own } = readSheet(kind.form, lines);
    const { places } = header;
    const errors: PlacedError[] = header.errors.map((error) => ({ ...error, form: kind.form, places }));
    const rows: CheckedRow[] = [];
    const keys = new Map<string, number>();
    const logins = kind.form.columns.flatMap(({ cell, path }) => (cell === 'login' ? [path] : []));
    const persons = await this.persons.byLogin(
      (logins.length === 0 ? [] : own).flatMap((line) => {
        const { values } = readRow(kind.form, header, line);
        return logins.flatMap((path) => (typeof values[path] === 'string' ? [values[path]] : []));
      }),
    );
    for (const [index, line] of own.entries()) {
      if (index % ROWS_AT_ONCE === 0) await breathe();
      const place: RowPlace = { kind, sheet, row: line.row, places };
      const { values, errors: wrong } = readRow(kind.form, header, line);
      const unknown = logins.flatMap((path): RowError[] => {
        const login = values[path];
        if (typeof login !== 'string' || persons.has(login)) return [];
        return [errorAt(place, path, 'import-login-unknown', { login })];
      });
      const found = [...wrong, ...unknown];
      const resolved = withPersons(values, logins, persons);
      const key = kind.keyOf(resolved);
      const before = key === '' ? undefined : keys.get(key);
      if (before !== undefined)
        found.push(errorAt(place, kind.form.columns[0]?.path ?? '', 'import-key-twice', { key, row: before }));
      keys.set(key, line.row);
      const told = new Set(found.map(({ column }) => column));
      const { command, errors: faults } = commandOf(place, resolved);
      // A cell that could not be read is missing in the request; that was said already.
      found.push(...faults.filter(({ column }) => !told.has(column)));
      errors.push(...found.map((error) => ({ ...error, form: kind.form, places })));
      if (found.length === 0 && command !== undefined)
        rows.push({
          ...place,
          command,
          key,
          asked: hashOf(kind.name, command),
          lane: `${kind.name} ${kind.laneOf(resolved)}`,
        });
    }
    return { rows, errors };
  }
}

const refusedSheet = (
  sheet: string,
  kind: ImportKind | undefined,
  mayImport: (kind: ImportKind) => boolean,
): string | undefined => {
  if (isAccounts(sheet)) return 'import-sheet-not-yours';
  if (kind === undefined) return 'import-sheet-unknown';
  return mayImport(kind) ? undefined : 'import-sheet-not-yours';
};

const { zh, en } = ACCOUNT_FORM.sheet;

export const isAccounts = (sheet: string): boolean => [zh, en, ACCOUNTS].includes(sheet.trim().toLowerCase());

/** What a fault of a field, or a refusal, says of a row. */
export const errorAt = (
  { kind, sheet, row }: RowPlace,
  path: string,
  code: string,
  params: RowError['params'] = {},
): RowError => ({ sheet, row, column: columnAt(kind.form.columns, path), code, params });

const withPersons = (
  values: RowValues,
  logins: readonly string[],
  persons: ReadonlyMap<string, string>,
): RowValues => ({
  ...values,
  ...Object.fromEntries(
    logins.flatMap((path) => {
      const person = persons.get(String(values[path]));
      return person === undefined ? [] : [[path, person]];
    }),
  ),
});

const commandOf = (
  place: RowPlace,
  values: RowValues,
): { readonly command?: CheckedRow['command']; readonly errors: readonly RowError[] } => {
  try {
    return { command: validated(place.kind.command, place.kind.request(values)), errors: [] };
  } catch (error) {
    if (!(error instanceof RequestProblem)) throw error;
    return { errors: error.faults.map(({ at = '', code, params }) => errorAt(place, at, code, params)) };
  }
};

/** The notes of a template, and sheets that nobody wrote in. */
export const isIgnored = (sheet: string, lines: readonly SheetRow[]): boolean =>
  NOTES_SHEETS.includes(sheet) || lines.every(({ cells }) => cells.every((cell) => cell === null));
