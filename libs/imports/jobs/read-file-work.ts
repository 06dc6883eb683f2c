import type { Pool } from 'pg';
import type { WorkResult } from '#platform/heavy-work/heavy-work.js';
import { Spool } from '#platform/spool/spool.js';
import type { SheetRow } from '../domain/cell.js';
import { FileFault } from '../files/file-fault.js';
import { readCsv } from '../files/read-csv.js';
import { readXlsx } from '../files/read-xlsx.js';

/** The name of this work. */
export const READ_IMPORT = 'read-import';

export interface ReadImportRequest {
  readonly import: string;
}

export const isReadImportRequest = (request: object): request is ReadImportRequest =>
  'import' in request && typeof request.import === 'string';

export type ReadImportOutcome =
  | { readonly kind: 'rows'; readonly count: number }
  | { readonly kind: 'fault'; readonly code: string; readonly params: FileFault['params'] };

interface File {
  readonly format: string;
  readonly kind: string | null;
  readonly bytes: Buffer | null;
}

const rowsOf = ({ format, kind, bytes }: File): Promise<readonly SheetRow[]> | readonly SheetRow[] => {
  if (bytes === null) throw new Error('the file of this import was dropped already');
  return format === 'csv' ? readCsv(bytes, kind ?? '') : readXlsx(bytes);
};

const outcome = (of: ReadImportOutcome): { readonly outcome: object } => ({ outcome: of });

/** Reads the file of an import: a line of JSON for each of its rows. Unpacking and parsing would hold up requests. */
export const readFileWork = async (pool: Pick<Pool, 'query'>, request: ReadImportRequest): Promise<WorkResult> => {
  const { rows: found } = await pool.query<File>('SELECT format, kind, bytes FROM app.imports WHERE id = $1', [
    request.import,
  ]);
  const [file] = found;
  if (file === undefined) throw new Error('there is no such import');
  try {
    const rows = await rowsOf(file);
    const body = new Spool();
    for (const row of rows) body.write(`${JSON.stringify(row)}\n`);
    return { ...outcome({ kind: 'rows', count: rows.length }), body };
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return outcome({ kind: 'fault', code: error.code, params: error.params });
  }
};
