import { DamagedFile } from '#event-sourcing/moving/damaged-file.js';
import { isMembers, membersOf } from '#event-sourcing/moving/json-line.js';
import type { Line } from '#event-sourcing/moving/line-reader.js';
import type { SnapshotItem } from './application-rows.js';

/** Names a backup in its first line. A change that an older program must not read raises the version. */
const FORMAT = { format: 'backup', version: 1 } as const;

/** Settings by their names in the environment; null: unset. */
export type KeptSettings = Readonly<Record<string, string | null>>;

/** What a backup says of itself at its beginning. */
export interface BackupHead {
  readonly logId: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** For information; nothing that is secret. */
  readonly settings: KeptSettings;
  /** What had been done to schema `app`. */
  readonly migrations: readonly string[];
}

export const headLine = (head: BackupHead): string => JSON.stringify({ ...FORMAT, ...head });

/** A table before its rows, or a row: an object or an array. */
export const itemLine = (item: SnapshotItem): string => JSON.stringify('table' in item ? item : { row: item });

/** Ends the rows; a log file follows as it is exported. */
export const rowsEndLine = (rows: number): string => JSON.stringify({ rows });

/** Ends the backup. `events` as in the log; `sha256` of all bytes before this line. */
export const endLine = (events: number, sha256: string): string => JSON.stringify({ end: 'backup', events, sha256 });

/** @throws DamagedFile */
export const parseHead = (line: Line): BackupHead => {
  const { format, version, logId, createdAt, settings, migrations } = membersOf(line);
  if (format !== FORMAT.format) throw new DamagedFile(line.number, 'format', 'no backup begins here');
  if (version !== FORMAT.version)
    throw new DamagedFile(line.number, 'format', `format ${String(version)}, this program reads ${FORMAT.version}`);
  if (typeof logId !== 'string' || typeof createdAt !== 'string' || !isSettings(settings) || !isTexts(migrations))
    throw new DamagedFile(line.number, 'format', 'the head of the backup is incomplete');
  return { logId, createdAt, settings, migrations };
};

/**
 * @returns a table, a row, or how many rows there were.
 * @throws DamagedFile
 */
export const parseItem = (line: Line): SnapshotItem | number => {
  const { table, columns, row, rows } = membersOf(line);
  if (typeof table === 'string' && isTexts(columns)) return { table, columns };
  if (Array.isArray(row) && row.every(isValue)) return row;
  if (typeof rows === 'number') return rows;
  throw new DamagedFile(line.number, 'not-a-row', 'the line holds neither a table nor a row');
};

/**
 * @returns the checksum.
 * @throws DamagedFile
 */
export const parseEnd = (line: Line): unknown => {
  const { end, sha256 } = membersOf(line);
  if (end !== 'backup') throw new DamagedFile(line.number, 'format', 'the backup should end here');
  return sha256;
};

const isValue = (value: unknown): value is string | null => value === null || typeof value === 'string';

const isSettings = (value: unknown): value is KeptSettings => isMembers(value) && Object.values(value).every(isValue);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((part) => typeof part === 'string');
