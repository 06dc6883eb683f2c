import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { DamagedFile } from './damaged-file.js';

/** Longer lines are none of ours: an append has at most one megabyte, which escapes can make several of. */
const MAX_LINE_BYTES = 16 * 1_048_576;
const LINE_END = 0x0a;
const NOTHING = Buffer.alloc(0);

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** Hands out the lines of a file one after the other, in bounded memory. Every line ends with LF, the last one too. */
export class LineReader {
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly sums: Hash[] = [];
  private buffer: Buffer = NOTHING;
  private number = 0;
  /** The line that was handed out last, its end included. */
  private atHand: Buffer = NOTHING;

  constructor(chunks: AsyncIterable<Buffer>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /**
   * The next line; `undefined` after the last one.
   *
   * @throws DamagedFile — on a line that is too long, that is no UTF-8, or whose end is missing.
   */
  async next(): Promise<Line | undefined> {
    for (const sum of this.sums) sum.update(this.atHand);
    this.atHand = NOTHING;
    let searched = 0;
    for (;;) {
      const end = this.buffer.indexOf(LINE_END, searched);
      if (end !== -1) return this.handOut(end);
      searched = this.buffer.length;
      if (searched > MAX_LINE_BYTES) throw new DamagedFile(this.number + 1, 'line-too-long', 'the line has no end');
      const { done, value } = await this.chunks.next();
      if (done !== true) this.buffer = searched === 0 ? value : Buffer.concat([this.buffer, value]);
      else if (searched > 0) throw new DamagedFile(this.number + 1, 'truncated', 'the line is cut off');
      else return undefined;
    }
  }

  /** A line that must be there. */
  async required(what: string): Promise<Line> {
    const line = await this.next();
    if (line === undefined)
      throw new DamagedFile(this.number + 1, 'truncated', `the file ends where ${what} should stand`);
    return line;
  }

  /** @throws DamagedFile — there is another line. */
  async end(): Promise<void> {
    const line = await this.next();
    if (line !== undefined) throw new DamagedFile(line.number, 'format', 'the file should end before this line');
  }

  /** SHA-256, hex, of all bytes from the line at hand on, up to and without the line at hand when it is asked for. */
  sum(): () => string {
    const sum = createHash('sha256');
    this.sums.push(sum);
    return () => sum.copy().digest('hex');
  }

  private handOut(end: number): Line {
    this.number += 1;
    this.atHand = this.buffer.subarray(0, end + 1);
    this.buffer = this.buffer.subarray(end + 1);
    const bytes = this.atHand.subarray(0, end);
    if (!isUtf8(bytes)) throw new DamagedFile(this.number, 'not-utf8', 'the line is no UTF-8 text');
    return { number: this.number, text: bytes.toString('utf8') };
  }
}
