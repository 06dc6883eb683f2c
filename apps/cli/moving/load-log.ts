import { WrongExpectedRevision } from '#event-sourcing/event-store.js';
import type { EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import { appendLog, OrderLost } from '#event-sourcing/moving/append-log.js';
import { compareLog, LogDiffers } from '#event-sourcing/moving/compare-log.js';
import type { FileEvent, LogSummary } from '#event-sourcing/moving/log-lines.js';
import type { LogPart } from '#event-sourcing/moving/log-part.js';
import { OperatorError } from '../operator-errors.js';
import type { Target } from './target.js';

/** The log of a file that was found to be sound. */
export interface LogToLoad {
  readonly summary: LogSummary;
  /** Reads it from its beginning once more. */
  readonly open: () => Promise<LogPart>;
}

/** How much of a log is there already: nothing, a beginning or all of it. */
export interface LoadState {
  readonly store: EventStore | undefined;
  readonly events: number;
}

/** @throws OperatorError — the target holds anything else than a beginning of this log. */
export const loadState = async (target: Target, { summary, open }: LogToLoad): Promise<LoadState> => {
  const store = await target.log();
  if (store === undefined) return { store, events: 0 };
  try {
    const tick = target.progress.task('比对已有事件 comparing what is there', summary.events);
    return { store, events: await compareLog(store, await open(), (events) => tick(events)) };
  } catch (error) {
    if (!(error instanceof LogDiffers)) throw error;
    throw new OperatorError(
      `此处的事件日志不是文件中日志的开头部分，未写入任何内容：${error.message}`,
      `The log that is here is not the beginning of the one in the file; nothing was written: ${error.message}`,
    );
  }
};

/**
 * Appends what is not there yet, and compares the whole with the file.
 *
 * @returns how many events were appended.
 */
export const loadLog = async (target: Target, log: LogToLoad, state: LoadState): Promise<number> => {
  const { summary, open } = log;
  const { progress } = target;
  try {
    const store = state.store ?? (await target.beginLog(await firstAppend(await open())));
    const written = progress.task('写入事件 importing', summary.events);
    const missing = eventsAfter(await open(), state.events);
    await appendLog(store, missing, (events) => written(state.events + events));
    const compared = progress.task('比对次序 comparing the order', summary.events);
    const part = await open();
    const events = await compareLog(store, part, (count) => compared(count));
    if (events < summary.events) throw new LogDiffers(events + 1, 'it is not in the log');
    return summary.events - state.events;
  } catch (error) {
    throw wordedFailure(error);
  }
};

const wordedFailure = (error: unknown): unknown => {
  if (error instanceof WrongExpectedRevision)
    return new OperatorError(
      `有其他程序正在写入此事件日志，导入已中止：${error.message}`,
      `Somebody else writes to this log, the import was ended: ${error.message}`,
    );
  if (error instanceof OrderLost || error instanceof LogDiffers)
    return new OperatorError(
      `导入的日志与文件不符，请清空目标后重新导入：${error.message}`,
      `The log that was loaded is not the one in the file; empty the target and begin again: ${error.message}`,
    );
  return error;
};

const firstAppend = async (part: LogPart): Promise<PreparedAppend> => {
  for await (const { event } of part.events())
    return { stream: event.stream, expectedRevision: 'no-stream', events: [event] };
  throw new Error('a log without events');
};

async function* eventsAfter(part: LogPart, ordinal: number): AsyncGenerator<FileEvent> {
  let at = 0;
  for await (const { event } of part.events()) {
    at += 1;
    if (at > ordinal) yield event;
  }
}
