/** Room for a chunk of `COPY` and the row that fills it: to grow is to copy, and leaves garbage behind. */
const FIRST_SIZE = 327_680;
/** Up to here a loop over the letters is faster than a call out of JavaScript. */
const SHORT_TEXT = 24;

/** Bytes in network order, in a buffer that grows. */
export class BinaryBuffer {
  private bytes = Buffer.allocUnsafe(FIRST_SIZE);
  private end = 0;

  get length(): number {
    return this.end;
  }

  /** What was written, to keep; the buffer begins again. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.end);
    this.bytes = Buffer.allocUnsafe(FIRST_SIZE);
    this.end = 0;
    return taken;
  }

  int8(value: number): void {
    this.reserve(1);
    this.bytes[this.end] = value;
    this.end += 1;
  }

  int16(value: number): void {
    this.reserve(2);
    this.end = this.bytes.writeInt16BE(value, this.end);
  }

  int32(value: number): void {
    this.reserve(4);
    this.int32At(this.end, value);
    this.end += 4;
  }

  /** Each with its length before it. */
  sizedInt32s(values: readonly number[]): void {
    this.reserve(values.length * 8);
    const { bytes } = this;
    let at = this.end;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? 0;
      bytes[at] = 0;
      bytes[at + 1] = 0;
      bytes[at + 2] = 0;
      bytes[at + 3] = 4;
      bytes[at + 4] = value >> 24;
      bytes[at + 5] = value >> 16;
      bytes[at + 6] = value >> 8;
      bytes[at + 7] = value;
      at += 8;
    }
    this.end = at;
  }

  /** A safe integer. */
  int64(value: number): void {
    this.reserve(8);
    this.end = this.bytes.writeInt32BE(Math.floor(value / 2 ** 32), this.end);
    this.end = this.bytes.writeUInt32BE(value >>> 0, this.end);
  }

  bigInt64(value: bigint): void {
    this.reserve(8);
    this.end = this.bytes.writeBigInt64BE(value, this.end);
  }

  /** Leaves room for the length of what follows; its `finish` fills it in. */
  begin(): number {
    this.int32(0);
    return this.end;
  }

  finish(begun: number): void {
    this.int32At(begun - 4, this.end - begun);
  }

  /** UTF-8 with its length in bytes before it. */
  text(value: string): void {
    const at = this.end;
    this.reserve(4 + value.length * 3);
    this.end += 4;
    if (value.length > SHORT_TEXT || !this.shortText(value))
      this.end = at + 4 + this.bytes.write(value, at + 4, 'utf8');
    this.int32At(at, this.end - at - 4);
  }

  /** Byte by byte, without the checks of Buffer's own methods, which take longer. */
  private int32At(at: number, value: number): void {
    const { bytes } = this;
    bytes[at] = value >> 24;
    bytes[at + 1] = value >> 16;
    bytes[at + 2] = value >> 8;
    bytes[at + 3] = value;
  }

  /** `false` where it meets a surrogate; what it wrote is then worth nothing. */
  private shortText(value: string): boolean {
    let at = this.end;
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code < 0x80) {
        this.bytes[at++] = code;
      } else if (code < 0x800) {
        this.bytes[at++] = 0xc0 | (code >> 6);
        this.bytes[at++] = 0x80 | (code & 0x3f);
      } else if (code >= 0xd800 && code < 0xe000) {
        return false;
      } else {
        this.bytes[at++] = 0xe0 | (code >> 12);
        this.bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        this.bytes[at++] = 0x80 | (code & 0x3f);
      }
    }
    this.end = at;
    return true;
  }

  private reserve(more: number): void {
    if (this.end + more <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.end + more));
    this.bytes.copy(grown, 0, 0, this.end);
    this.bytes = grown;
  }
}
