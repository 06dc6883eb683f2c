import { LineWriter } from '#event-sourcing/moving/line-writer.js';
import { writeLog } from '#event-sourcing/moving/write-log.js';
import type { Work } from '../inspecting.js';
import { figure, pace, secondsSince } from '../moving/figures.js';
import { openOutput } from '../moving/output.js';
import type { OutputOptions } from '../moving/output.js';

export interface ExportOptions extends OutputOptions {
  readonly json: boolean;
}

/** Writes the log, up to its head as it is now, into a file or to standard output, which then carries nothing else. */
export const exportLog = async (work: Work, options: ExportOptions): Promise<number> => {
  const { store, progress, terminal, expected } = work;
  const started = performance.now();
  const output = await openOutput(terminal, options);
  try {
    const writer = new LineWriter(output);
    const tick = progress.task('导出事件 exporting', expected);
    const upTo = await store.head();
    const summary = await writeLog({ store, upTo, writer, onProgress: (events) => tick(events) });
    await writer.flush();
    await output.finish();
    progress.end();
    const { path = null } = output;
    const result = { ...summary, file: path, bytes: writer.bytes, seconds: secondsSince(started) };
    output.tell(options.json ? `${JSON.stringify(result, null, 2)}\n` : exportedText(result));
    return 0;
  } finally {
    await output.discard();
  }
};

interface Exported {
  readonly logId: string;
  readonly events: number;
  readonly digest: string;
  readonly file: string | null;
  readonly bytes: number;
  readonly seconds: number;
}

const exportedText = ({ logId, events, digest, file, bytes, seconds }: Exported): string =>
  [
    `日志 log ${logId}  事件 events ${figure(events)}  SHA-256 ${digest}`,
    `已导出 / exported: ${file ?? '标准输出 standard output'}  ${figure(bytes)} B  ${pace(events, seconds)}`,
    '',
  ].join('\n');
