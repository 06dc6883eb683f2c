import { Transform } from 'node:stream';
import type { TransformCallback } from 'node:stream';

/** Lets bytes through, and fails in place of an end that comes too soon. */
export class ExactLength extends Transform {
  private seen = 0;

  constructor(private readonly bytes: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    this.seen += chunk.length;
    callback(null, chunk);
  }

  override _flush(callback: TransformCallback): void {
    const whole = this.seen === this.bytes;
    callback(whole ? null : new Error(`cut short: ${String(this.seen)} of ${String(this.bytes)} bytes came`));
  }
}
