import { unzipSync } from 'fflate';
import readExcelFile, { InvalidInputError, InvalidSpreadsheetError } from 'read-excel-file/universal';
import type { Cell, SheetRow } from '../domain/cell.js';
import { FileFault, MAX_ROWS } from './file-fault.js';

/** Unpacked; a ledger of 20,000 rows is a tenth of it. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;
const MAX_PARTS = 500;

/**
 * What unpacks to more than any ledger is not unpacked. The sizes that the archive names bind: a part is unpacked into
 * as many bytes as it says, whatever it holds.
 */
const refuseBombs = (bytes: Uint8Array): void => {
  let [size, parts] = [0, 0];
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize;
        parts += 1;
        return false;
      },
    });
  } catch {
    throw new FileFault('import-file-not-xlsx');
  }
  if (size > MAX_UNPACKED_BYTES || parts > MAX_PARTS) throw new FileFault('import-file-too-large');
};

/** A number as it is written, told apart from text. */
class Written {
  constructor(readonly text: string) {}
}

/** `1E3` and `1.0` are whole numbers to a spreadsheet. */
const plainNumber = (text: string): string => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? String(value) : text;
};

const cellOf = (value: unknown): Cell | null => {
  if (value instanceof Written) return { kind: 'number', text: plainNumber(value.text) };
  if (value instanceof Date) return { kind: 'day', text: value.toISOString().slice(0, 10) };
  if (typeof value === 'boolean') return { kind: 'flag', text: String(value) };
  return typeof value === 'string' ? { kind: 'text', text: value } : null;
};

/**
 * All sheets, in the order of the file.
 * @throws FileFault
 */
export const readXlsx = async (bytes: Uint8Array): Promise<readonly SheetRow[]> => {
  refuseBombs(bytes);
  const sheets = await unpacked(bytes);
  const count = sheets.reduce((sum, { data }) => sum + data.length, 0);
  if (count > MAX_ROWS) throw new FileFault('import-file-too-long', { max: MAX_ROWS });
  return sheets.flatMap(({ sheet, data }) =>
    data.map((cells, index) => ({ sheet: sheet.trim(), row: index + 1, cells: cells.map(cellOf) })),
  );
};

const unpacked = async (bytes: Uint8Array) => {
  try {
    const buffer = new Uint8Array(bytes).buffer;
    return await readExcelFile<Written>(buffer, { trim: false, parseNumber: (text) => new Written(text) });
  } catch (error) {
    if (error instanceof InvalidSpreadsheetError) throw new FileFault('import-file-damaged', { detail: error.message });
    if (error instanceof InvalidInputError) throw new FileFault('import-file-not-xlsx');
    throw error;
  }
};
