import { LogNotInstalled } from '#event-sourcing/event-store.js';
import { DamagedFile } from '#event-sourcing/moving/damaged-file.js';
import { DamagedLog } from '#event-sourcing/moving/write-log.js';
import { EventFailed } from '#event-sourcing/projection/failures.js';
import { AlreadyAtWork } from '#event-sourcing/projection/scratch.js';
import { ConfigError } from '#platform/config/load-config.js';
import { EmbeddedPostgresError } from '#platform/embedded-postgres/errors.js';
import { NoDatabase } from '../composition/inspection.js';
import { logTrouble } from '../composition/log-trouble.js';

/** Something that the person at the console can mend; the message says it in both languages. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  constructor(zh: string, en: string) {
    super(`${zh} / ${en}`);
  }
}

/** What to tell the operator; `undefined` of an error that is a fault of the program. */
export const wordsFor = (error: unknown): string | undefined => {
  if (error instanceof OperatorError || error instanceof ConfigError || error instanceof EmbeddedPostgresError)
    return error.message;
  if (error instanceof NoDatabase)
    return `数据目录 ${error.dataDir} 中还没有数据库，请先启动产品（npm start）。/ There is no database in ${error.dataDir} yet: start the product first (npm start).`;
  if (error instanceof LogNotInstalled)
    return '这个数据库中还没有事件日志，请先启动产品（npm start）。/ There is no log of events in this database yet: start the product first (npm start).';
  if (error instanceof AlreadyAtWork)
    return `该读模型正在重建或核验，请稍后再试 / This read model is being rebuilt or verified already, try again later: ${error.message}`;
  if (error instanceof EventFailed)
    return `事件 ${error.stream}@${String(error.revision)}（${error.type}）无法处理，读模型保持原样 / Event ${error.stream}@${String(error.revision)} (${error.type}) cannot be folded, the read model stays as it was: ${error.message}`;
  if (error instanceof DamagedFile)
    return `文件第 ${String(error.line)} 行有误，未写入任何内容 / Line ${String(error.line)} of the file is wrong, nothing was written: ${error.code}: ${error.detail}`;
  if (error instanceof DamagedLog)
    return `事件日志已损坏，未导出；详见 verify / The log is damaged and was not written out; verify tells more: ${error.message}`;
  return logTrouble(error);
};
