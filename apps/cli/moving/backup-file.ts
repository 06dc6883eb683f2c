import { checkLogPart } from '#event-sourcing/moving/check-log-part.js';
import { DamagedFile } from '#event-sourcing/moving/damaged-file.js';
import type { LineReader } from '#event-sourcing/moving/line-reader.js';
import type { LogSummary } from '#event-sourcing/moving/log-lines.js';
import { LogPart } from '#event-sourcing/moving/log-part.js';
import type { Tick } from '../progress.js';
import { isRow } from './application-rows.js';
import type { SnapshotItem } from './application-rows.js';
import { parseEnd, parseHead, parseItem } from './backup-lines.js';
import type { BackupHead } from './backup-lines.js';

/** What a backup was found to hold. */
export interface CheckedBackup {
  readonly head: BackupHead;
  readonly rows: number;
  readonly log: LogSummary;
}

/**
 * Reads a backup to its end and checks all of it.
 *
 * @throws DamagedFile — names the first bad line.
 */
export const checkBackup = async (reader: LineReader, tick: Tick): Promise<CheckedBackup> => {
  const line = await reader.required('the head of a backup');
  const sum = reader.sum();
  const head = parseHead(line);
  const rows = await countRows(reader);
  const part = await LogPart.begin(reader);
  const log = await checkLogPart(part, (events) => tick(events));
  const end = await reader.required('the end of the backup');
  const [said, found] = [parseEnd(end), sum()];
  if (said !== found) throw new DamagedFile(end.number, 'checksum', `the file says ${String(said)}, it has ${found}`);
  if (log.logId !== head.logId)
    throw new DamagedFile(line.number, 'format', `it speaks of log ${head.logId}, it holds ${log.logId}`);
  await reader.end();
  return { head, rows, log };
};

/** The rows of a checked backup; the log comes after them. */
export async function* backedUpRows(reader: LineReader): AsyncGenerator<SnapshotItem> {
  await reader.required('the head of a backup');
  yield* items(reader);
}

/** The log of a checked backup. */
export const backedUpLog = async (reader: LineReader): Promise<LogPart> => {
  for await (const _item of backedUpRows(reader));
  return LogPart.begin(reader);
};

const countRows = async (reader: LineReader): Promise<number> => {
  let rows = 0;
  for await (const item of items(reader)) if (isRow(item)) rows += 1;
  return rows;
};

async function* items(reader: LineReader): AsyncGenerator<SnapshotItem> {
  let rows = 0;
  let width: number | undefined;
  for (;;) {
    const line = await reader.required('a row');
    const item = parseItem(line);
    if (typeof item === 'number') {
      if (item !== rows)
        throw new DamagedFile(line.number, 'count', `the file says ${String(item)} rows, it has ${String(rows)}`);
      return;
    }
    if (isRow(item)) {
      rows += 1;
      if (item.length !== width) throw new DamagedFile(line.number, 'not-a-row', 'the row does not fit its table');
    } else width = item.columns.length;
    yield item;
  }
}
