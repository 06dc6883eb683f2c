import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** A piece of what was written, in bytes. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

const PIECE = 1 << 18;

/**
 * Text that is put aside on disk so as not to fill the memory. The file has no name from the beginning: whatever
 * becomes of the process, it is gone with it, and nobody else can open it. It is read and written without giving way to
 * others, which suits programs that answer no requests.
 */
export class Spool {
  private file: number | undefined;
  private parts: string[] = [];
  private waiting = 0;
  private end = 0;
  private closed = false;

  /** Bytes that were put aside. */
  get length(): number {
    this.flush();
    return this.end;
  }

  write(text: string): void {
    this.parts.push(text);
    this.waiting += text.length;
    if (this.waiting >= PIECE) this.flush();
  }

  /** Writes a piece that can be read again by its place. */
  put(text: string): Place {
    const at = this.length;
    this.write(text);
    const length = this.length - at;
    return { at, length };
  }

  read({ at, length }: Place): string {
    this.flush();
    return this.bytes(at, length).toString('utf8');
  }

  /** Everything, in pieces of bounded size. */
  *pieces(): Generator<Buffer> {
    for (let at = 0; at < this.length; at += PIECE) yield this.bytes(at, Math.min(PIECE, this.length - at));
  }

  /** The same as text. */
  *texts(): Generator<string> {
    const decoder = new StringDecoder('utf8');
    for (const piece of this.pieces()) yield decoder.write(piece);
  }

  /** Idempotent. */
  close(): void {
    if (this.file !== undefined && !this.closed) closeSync(this.file);
    this.closed = true;
    this.parts = [];
  }

  private flush(): void {
    if (this.waiting === 0) return;
    const bytes = Buffer.from(this.parts.join(''), 'utf8');
    this.parts = [];
    this.waiting = 0;
    this.file ??= openNameless();
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.file, bytes, done, bytes.length - done, this.end + done);
    this.end += bytes.length;
  }

  private bytes(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length;) {
      const read = this.file === undefined ? 0 : readSync(this.file, bytes, done, length - done, at + done);
      if (read === 0) throw new Error('a place behind the end of what was put aside');
      done += read;
    }
    return bytes;
  }
}

const openNameless = (): number => {
  const folder = mkdtempSync(join(tmpdir(), 'branch-accountability-'));
  try {
    return openSync(join(folder, 'spool'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
