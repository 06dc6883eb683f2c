import type { LogSummary } from '#event-sourcing/moving/log-lines.js';
import { ApplicationOccupied, writeApplication } from '../moving/application-rows.js';
import { prepareApplication, requireEmptyApplication } from '../moving/application-schema.js';
import { backedUpLog, backedUpRows, checkBackup } from '../moving/backup-file.js';
import type { CheckedBackup } from '../moving/backup-file.js';
import { figure, pace, secondsSince } from '../moving/figures.js';
import { Input } from '../moving/input.js';
import { keptSettings, settingDifferences } from '../moving/kept-settings.js';
import type { SettingDifference } from '../moving/kept-settings.js';
import { loadLog, loadState } from '../moving/load-log.js';
import { loading } from '../moving/target.js';
import type { Target } from '../moving/target.js';
import { OperatorError } from '../operator-errors.js';
import { Progress } from '../progress.js';
import type { Settings } from '../inspecting.js';
import type { Terminal } from '../terminal.js';

export interface RestoreOptions {
  readonly file: string;
  readonly json: boolean;
}

/**
 * Restores a backup into an installation without a log and without accounts. The log comes first and can be gone on
 * with; the accounts follow in one transaction, so that nobody can sign in to half a log.
 */
export const restore = async (terminal: Terminal, settings: Settings, options: RestoreOptions): Promise<number> => {
  const config = settings();
  const started = performance.now();
  const input = await Input.open(options.file);
  try {
    const backup = await checked(terminal, input);
    const appended = await loading(terminal, config, (target) => restoreInto(target, input, backup));
    const { head, log, rows } = backup;
    const differences = settingDifferences(head.settings, keptSettings(config));
    const { createdAt } = head;
    const result = { ...log, createdAt, rows, appended, settings: differences, seconds: secondsSince(started) };
    terminal.out(options.json ? `${JSON.stringify(result, null, 2)}\n` : restoredText(result));
    return 0;
  } finally {
    await input.close();
  }
};

const checked = async (terminal: Terminal, input: Input): Promise<CheckedBackup> => {
  if ((await input.format()) === 'event-log')
    throw new OperatorError('这是导出的日志，请用 import。', 'This is an exported log: use import.');
  const progress = new Progress(terminal);
  try {
    return await checkBackup(input.reader(), progress.task('检查文件 checking the file', await input.expectedEvents()));
  } finally {
    progress.end();
  }
};

const restoreInto = async (target: Target, input: Input, { head, log }: CheckedBackup): Promise<number> => {
  const part = { summary: log, open: () => backedUpLog(input.reader()) };
  await requireEmptyApplication(target, head.migrations);
  const state = await loadState(target, part);
  await prepareApplication(target, head.migrations);
  const appended = await loadLog(target, part, state);
  try {
    await writeApplication(target.pool, backedUpRows(input.reader()));
  } catch (error) {
    if (!(error instanceof ApplicationOccupied)) throw error;
    throw new OperatorError(
      `恢复期间有人写入了 app.${error.message}，账号等数据未恢复。`,
      `Somebody wrote to app.${error.message} meanwhile; accounts and the like were not restored.`,
    );
  }
  return appended;
};

interface Restored extends LogSummary {
  readonly createdAt: string;
  readonly rows: number;
  readonly appended: number;
  readonly settings: readonly SettingDifference[];
  readonly seconds: number;
}

const restoredText = ({ logId, events, digest, createdAt, rows, settings, seconds }: Restored): string =>
  [
    `日志 log ${logId}  事件 events ${figure(events)}  SHA-256 ${digest}`,
    `已恢复 / restored: 备份时间 of ${createdAt}  账号等数据行 rows ${figure(rows)}  ${pace(events, seconds)}`,
    ...settings.map(
      ({ name, backup, here }) =>
        `配置不同 / setting differs: ${name}  备份 backup ${backup ?? '—'}  此处 here ${here ?? '—'}`,
    ),
    '若此处有读模型，请运行 rebuild all / where there are read models, run rebuild all',
    '',
  ].join('\n');
