import type { Config } from '#platform/config/config.js';
import { LineWriter } from '#event-sourcing/moving/line-writer.js';
import type { LogSummary } from '#event-sourcing/moving/log-lines.js';
import { writeLog } from '#event-sourcing/moving/write-log.js';
import type { Work } from '../inspecting.js';
import { isRow, readApplication } from '../moving/application-rows.js';
import { endLine, headLine, itemLine, rowsEndLine } from '../moving/backup-lines.js';
import { figure, pace, secondsSince } from '../moving/figures.js';
import { keptSettings } from '../moving/kept-settings.js';
import { openOutput } from '../moving/output.js';
import type { OutputOptions } from '../moving/output.js';

export interface BackupOptions extends OutputOptions {
  readonly json: boolean;
}

/**
 * Writes the log, all of schema `app` but sessions, and the settings that are not secret. The end of the log is fixed
 * first: whoever an event names was there before it, and is in the snapshot that is taken after.
 */
export const backup = async (work: Work, options: BackupOptions): Promise<number> => {
  const { progress, terminal } = work;
  const started = performance.now();
  const output = await openOutput(terminal, options);
  try {
    const writer = new LineWriter(output);
    const { summary, rows } = await writeBackup(work, writer);
    await writer.flush();
    await output.finish();
    progress.end();
    const { path = null } = output;
    const result = { ...summary, rows, file: path, bytes: writer.bytes, seconds: secondsSince(started) };
    output.tell(options.json ? `${JSON.stringify(result, null, 2)}\n` : backedUpText(result));
    return 0;
  } finally {
    await output.discard();
  }
};

const writeBackup = async (work: Work, writer: LineWriter): Promise<{ summary: LogSummary; rows: number }> => {
  const { store, progress, expected } = work;
  const upTo = await store.head();
  const sum = await writer.sum();
  const rows = await writeApplicationRows(work, writer);
  const tick = progress.task('备份事件 backing up', expected);
  const summary = await writeLog({ store, upTo, writer, onProgress: (events) => tick(events) });
  await writer.line(endLine(summary.events, await sum()));
  return { summary, rows };
};

const writeApplicationRows = async ({ store, pool, config }: Work, writer: LineWriter): Promise<number> => {
  let rows = 0;
  await readApplication(pool, {
    migrations: (migrations) => writer.line(headLine(headOf(store.logId, config, migrations))),
    item: async (item) => {
      if (isRow(item)) rows += 1;
      await writer.line(itemLine(item));
    },
  });
  await writer.line(rowsEndLine(rows));
  return rows;
};

const headOf = (logId: string, config: Config, migrations: readonly string[]) => ({
  logId,
  createdAt: new Date().toISOString(),
  settings: keptSettings(config),
  migrations,
});

interface BackedUp extends LogSummary {
  readonly rows: number;
  readonly file: string | null;
  readonly bytes: number;
  readonly seconds: number;
}

const backedUpText = ({ logId, events, digest, rows, file, bytes, seconds }: BackedUp): string =>
  [
    `日志 log ${logId}  事件 events ${figure(events)}  SHA-256 ${digest}`,
    `账号等数据行 rows of accounts and the like ${figure(rows)}`,
    `已备份 / backed up: ${file ?? '标准输出 standard output'}  ${figure(bytes)} B  ${pace(events, seconds)}`,
    '',
  ].join('\n');
