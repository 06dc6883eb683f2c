import { CsvError, parse } from 'csv-parse/sync';
import type { SheetRow } from '../domain/cell.js';
import { FileFault, MAX_ROWS } from './file-fault.js';

const MAX_LINE = 200_000;

const decodedAs = (encoding: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** UTF-8, with or without a mark at its beginning, or GB18030 as spreadsheets in China write it. */
const textOf = (bytes: Uint8Array): string => {
  const text = decodedAs('utf-8', bytes) ?? decodedAs('gb18030', bytes);
  if (text === undefined || text.includes('\u0000')) throw new FileFault('import-file-encoding');
  return text;
};

/** Commas in most countries' files, tabs and semicolons in some: what the line of headers has most of. */
const delimiterOf = (text: string): string => {
  const [line = ''] = text.split(/\r?\n/, 1);
  const marks = [',', '\t', ';'].map((mark) => ({ mark, count: line.split(mark).length }));
  return marks.sort((a, b) => b.count - a.count)[0]?.mark ?? ',';
};

/**
 * @param sheet under which its rows are told of.
 * @throws FileFault
 */
export const readCsv = (bytes: Uint8Array, sheet: string): readonly SheetRow[] => {
  const text = textOf(bytes);
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: MAX_LINE,
    });
    if (records.length > MAX_ROWS) throw new FileFault('import-file-too-long', { max: MAX_ROWS });
    return records.map((record, index) => ({
      sheet,
      row: index + 1,
      cells: record.map((value) => (value === '' ? null : { kind: 'text', text: value })),
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error;
    throw new FileFault('import-file-not-csv', { line: typeof lines === 'number' ? lines : 0 });
  }
};
