import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';

/** Where a file is written to. The bytes are taken when the answer comes; from then on they may change. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
}

const BUFFER_BYTES = 128 * 1_024;
/** Of one UTF-16 unit in UTF-8, at most. */
const MAX_UNIT_BYTES = 3;

/** Writes lines, and knows what was written. */
export class LineWriter {
  private readonly sums: Hash[] = [];
  private readonly buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  private buffered = 0;
  private written = 0;

  constructor(private readonly sink: ByteSink) {}

  /** Bytes of all lines so far. */
  get bytes(): number {
    return this.written + this.buffered;
  }

  /** `text` holds no line end. */
  async line(text: string): Promise<void> {
    const most = text.length * MAX_UNIT_BYTES + 1;
    if (most > BUFFER_BYTES - this.buffered) await this.flush();
    if (most > BUFFER_BYTES) return this.pass(Buffer.from(`${text}\n`, 'utf8'));
    this.buffered += this.buffer.write(text, this.buffered, 'utf8');
    this.buffered += this.buffer.write('\n', this.buffered, 'utf8');
  }

  async flush(): Promise<void> {
    if (this.buffered === 0) return;
    const bytes = this.buffer.subarray(0, this.buffered);
    this.buffered = 0;
    await this.pass(bytes);
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

  private async pass(bytes: Uint8Array): Promise<void> {
    this.written += bytes.length;
    for (const sum of this.sums) sum.update(bytes);
    await this.sink.write(bytes);
  }
}
