import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { ByteSink } from '#event-sourcing/moving/line-writer.js';
import { syncFolder } from '#platform/embedded-postgres/durable-file.js';
import { OperatorError } from '../operator-errors.js';
import type { Terminal } from '../terminal.js';

export interface OutputOptions {
  /** A path; standard output when absent. */
  readonly out?: string;
  /** Whether a file that is there may be replaced. */
  readonly force: boolean;
}

/** Where a file goes: there as a whole, or not at all. */
export interface Output extends ByteSink {
  /** Absent: standard output. */
  readonly path?: string;
  /** From here on the file has its name, also after a power cut. */
  finish(): Promise<void>;
  /** Says what was done, without mixing it into what was written. */
  tell(text: string): void;
  /** Removes what was written; without effect once it is finished. */
  discard(): Promise<void>;
}

/** @throws OperatorError — the file is there already, or cannot be made. */
export const openOutput = async (terminal: Terminal, { out, force }: OutputOptions): Promise<Output> =>
  out === undefined ? standardOutput(terminal) : fileOutput(terminal, resolve(out), force);

const standardOutput = (terminal: Terminal): Output => ({
  write: async (bytes) => {
    try {
      await terminal.outBytes(bytes);
    } catch (error) {
      throw new OperatorError(
        `标准输出在写完之前关闭：${messageOf(error)}`,
        `Standard output was closed before the end: ${messageOf(error)}`,
      );
    }
  },
  finish: () => Promise.resolve(),
  tell: (text) => terminal.err(text),
  discard: () => Promise.resolve(),
});

/** Readable by its owner alone: it holds what is not for everybody. */
const MODE = 0o600;

const fileOutput = async (terminal: Terminal, path: string, force: boolean): Promise<Output> => {
  const draft = `${path}.${randomUUID()}.tmp`;
  const cannot = (error: unknown): OperatorError =>
    new OperatorError(
      `无法写入文件 ${path}：${messageOf(error)}`,
      `The file ${path} cannot be written: ${messageOf(error)}`,
    );
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) throw cannot(new Error(`${basename(path)} is a folder`));
  if (found !== undefined && !force)
    throw new OperatorError(
      `文件 ${path} 已存在；如需覆盖请加 --force`,
      `There is a file ${path} already; --force replaces it`,
    );
  const file = await open(draft, 'wx', MODE).catch((error: unknown) => Promise.reject(cannot(error)));
  let finished = false;
  return {
    path,
    write: async (bytes) => {
      await file.writeFile(bytes).catch((error: unknown) => Promise.reject(cannot(error)));
    },
    finish: async () => {
      try {
        await file.sync();
        await file.close();
        await rename(draft, path);
        await syncFolder(dirname(path));
      } catch (error) {
        throw cannot(error);
      }
      finished = true;
    },
    tell: (text) => terminal.out(text),
    discard: async () => {
      if (finished) return;
      await file.close().catch(() => undefined);
      await rm(draft, { force: true });
    },
  };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
