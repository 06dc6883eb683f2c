import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';

/** Where a file is written to. A write that is under way is waited for, so that memory stays bounded. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
}

const BUFFERED_CHARACTERS = 256 * 1_024;

/** Writes lines, and knows what was written. */
export class LineWriter {
  private readonly sums: Hash[] = [];
  private waiting: string[] = [];
  private characters = 0;
  private written = 0;
  private bytesWritten = 0;

  constructor(private readonly sink: ByteSink) {}

  /** Lines so far. */
  get lines(): number {
    return this.written;
  }

  /** Bytes handed to the sink so far. */
  get bytes(): number {
    return this.bytesWritten;
  }

  /** `text` holds no line end. */
  async line(text: string): Promise<void> {
    this.waiting.push(text);
    this.characters += text.length;
    this.written += 1;
    if (this.characters >= BUFFERED_CHARACTERS) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.waiting.length === 0) return;
    const bytes = Buffer.from(`${this.waiting.join('\n')}\n`, 'utf8');
    this.waiting = [];
    this.characters = 0;
    this.bytesWritten += bytes.length;
    for (const sum of this.sums) sum.update(bytes);
    await this.sink.write(bytes);
  }

  /** SHA-256, hex, of all bytes from here on, up to where it is asked for. */
  async sum(): Promise<() => Promise<string>> {
    await this.flush();
    const sum = createHash('sha256');
    this.sums.push(sum);
    return async () => {
      await this.flush();
      return sum.copy().digest('hex');
    };
  }
}
