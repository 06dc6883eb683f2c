import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { isMembers, membersOf, parsed } from '#event-sourcing/moving/json-line.js';
import { LineReader } from '#event-sourcing/moving/line-reader.js';
import { OperatorError } from '../operator-errors.js';

const CHUNK_BYTES = 64 * 1_024;
/** The last line of our files is shorter. */
const LAST_LINE_BYTES = 4 * 1_024;

/** A file that is read several times from its beginning: checked first, taken over then, compared at last. */
export class Input {
  private constructor(
    readonly path: string,
    private readonly file: FileHandle,
    private readonly bytes: number,
  ) {}

  /** @throws OperatorError — there is no such file, or it cannot be read. */
  static async open(path: string): Promise<Input> {
    try {
      const file = await open(path, 'r');
      const found = await file.stat();
      if (found.isFile()) return new Input(path, file, found.size);
      await file.close();
      throw new Error('it is no file');
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new OperatorError(`无法读取文件 ${path}：${message}`, `The file ${path} cannot be read: ${message}`);
    }
  }

  /** From the beginning; several may read at once. */
  reader(): LineReader {
    return new LineReader(chunksOf(this.file));
  }

  /** What the first line says the file is. */
  async format(): Promise<unknown> {
    return membersOf(await this.reader().required('the head of the file'))['format'];
  }

  /** How many events the last line speaks of, unchecked: for an estimate of the time left. */
  async expectedEvents(): Promise<number | undefined> {
    const length = Math.min(LAST_LINE_BYTES, this.bytes);
    const { buffer } = await this.file.read(Buffer.alloc(length), 0, length, this.bytes - length);
    const last = parsed(buffer.toString('utf8').trimEnd().split('\n').at(-1) ?? '');
    const events = isMembers(last) ? last['events'] : undefined;
    return typeof events === 'number' ? events : undefined;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** Reads at places of its own, so that several may read the file at once. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let place = 0; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, place);
    if (bytesRead === 0) return;
    place += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
