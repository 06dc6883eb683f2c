import { checkLogPart } from '#event-sourcing/moving/check-log-part.js';
import { LogPart } from '#event-sourcing/moving/log-part.js';
import { figure, pace, secondsSince } from '../moving/figures.js';
import { Input } from '../moving/input.js';
import { loadLog, loadState } from '../moving/load-log.js';
import type { LogToLoad } from '../moving/load-log.js';
import { loading } from '../moving/target.js';
import { OperatorError } from '../operator-errors.js';
import { Progress } from '../progress.js';
import type { Settings } from '../inspecting.js';
import type { Terminal } from '../terminal.js';

export interface ImportOptions {
  readonly file: string;
  readonly json: boolean;
}

/**
 * Loads an exported log into an empty store, or goes on with what an interrupted import left there. The whole file is
 * checked before the target is even opened.
 */
export const importLog = async (terminal: Terminal, settings: Settings, options: ImportOptions): Promise<number> => {
  const config = settings();
  const started = performance.now();
  const input = await Input.open(options.file);
  try {
    const log = await checkedLog(terminal, input);
    const { summary } = log;
    const appended = await loading(terminal, config, async (target) =>
      loadLog(target, log, await loadState(target, log)),
    );
    const result = { ...summary, appended, seconds: secondsSince(started) };
    terminal.out(options.json ? `${JSON.stringify(result, null, 2)}\n` : importedText(result));
    return 0;
  } finally {
    await input.close();
  }
};

const checkedLog = async (terminal: Terminal, input: Input): Promise<LogToLoad> => {
  if ((await input.format()) === 'backup')
    throw new OperatorError('这是一份备份，请用 restore。', 'This is a backup: use restore.');
  const progress = new Progress(terminal);
  try {
    const tick = progress.task('检查文件 checking the file', await input.expectedEvents());
    const reader = input.reader();
    const summary = await checkLogPart(await LogPart.begin(reader), (events) => tick(events));
    await reader.end();
    return { summary, open: () => LogPart.begin(input.reader()) };
  } finally {
    progress.end();
  }
};

interface Imported {
  readonly logId: string;
  readonly events: number;
  readonly digest: string;
  readonly appended: number;
  readonly seconds: number;
}

const importedText = ({ logId, events, digest, appended, seconds }: Imported): string =>
  [
    `日志 log ${logId}  事件 events ${figure(events)}  SHA-256 ${digest}`,
    `已导入并比对 / imported and compared: ${figure(appended)}（原有 there before: ${figure(events - appended)}）  ${pace(events, seconds)}`,
    '',
  ].join('\n');
