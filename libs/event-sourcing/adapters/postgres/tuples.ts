const FIRST_BYTES = 65_536;

/**
 * Tuples of a COPY, kept as bytes outside of the heap: as objects, what is fetched before it is wanted would survive
 * several collections of garbage, which costs more than to read it.
 */
export class Tuples {
  private space: Buffer;
  private used = 0;
  private readonly starts: number[] = [];

  /** `expected`: how many bytes there will be, if that is known. */
  constructor(expected: number = FIRST_BYTES) {
    this.space = Buffer.allocUnsafeSlow(expected);
  }

  get count(): number {
    return this.starts.length;
  }

  get bytes(): number {
    return this.used;
  }

  /** Copies a tuple, which begins at `at` in `source`. */
  add(source: Buffer, at: number): void {
    const end = this.used + source.length - at;
    if (end > this.space.length) this.grow(end);
    source.copy(this.space, this.used, at);
    this.starts.push(this.used);
    this.used = end;
  }

  /** Makes something of the tuples from one up to and without another. */
  map<T>(from: number, to: number, make: (bytes: Buffer, at: number) => T): T[] {
    return this.starts.slice(from, to).map((at) => make(this.space, at));
  }

  private grow(bytes: number): void {
    const space = Buffer.allocUnsafeSlow(Math.max(bytes, 2 * this.space.length));
    this.space.copy(space, 0, 0, this.used);
    this.space = space;
  }
}
