/** From 1 MB to 16 MB: most models have few keys, and each has a filter. */
const SIZES: readonly number[] = [2 ** 23, 2 ** 25, 2 ** 27];
/** So many for each key: one look in some hundred million is wrong. The last size takes more keys, and errs more. */
const BITS_PER_KEY = 128;
const HASHES = 6;

interface Part {
  readonly bits: Uint32Array;
  readonly size: number;
  keys: number;
}

/** Remembers keys in bounded memory: it may say that it knows one that it does not, and never the reverse. */
export class KeyFilter {
  /** Each is larger than the one before it, which is full. */
  private readonly parts: Part[] = [];

  constructor(private readonly sizes: readonly number[] = SIZES) {}

  add(key: string): void {
    const { bits, size } = this.partWithRoom();
    const [first, step] = hashesOf(key);
    for (let n = 0, at = first; n < HASHES; n += 1, at = (at + step) >>> 0) {
      const bit = at % size;
      bits[bit >>> 5] = (bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  mayHave(key: string): boolean {
    const hashes = hashesOf(key);
    return this.parts.some((part) => mayBeIn(part, hashes));
  }

  private partWithRoom(): Part {
    let part = this.parts.at(-1);
    const next = this.sizes[this.parts.length];
    if (next !== undefined && (part === undefined || part.keys * BITS_PER_KEY >= part.size)) {
      part = { bits: new Uint32Array(next / 32), size: next, keys: 0 };
      this.parts.push(part);
    }
    if (part === undefined) throw new Error('a filter has at least one size');
    part.keys += 1;
    return part;
  }
}

const mayBeIn = ({ bits, size }: Part, [first, step]: readonly [number, number]): boolean => {
  for (let n = 0, at = first; n < HASHES; n += 1, at = (at + step) >>> 0) {
    const bit = at % size;
    if (((bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
  }
  return true;
};

/** Two hashes of one pass, mixed well enough that neighbouring keys lie far apart. */
const hashesOf = (key: string): readonly [number, number] => {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return [mixed(a), mixed(b) | 1];
};

const mixed = (hash: number): number => {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};
