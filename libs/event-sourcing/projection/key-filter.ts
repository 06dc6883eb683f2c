/** 16 MB: at a million keys one look in some hundred million is wrong, at ten million one in two hundred. */
const BITS = 2 ** 27;
const HASHES = 6;

/** Remembers keys in fixed memory: it may say that it knows one that it does not, and never the reverse. */
export class KeyFilter {
  private readonly bits: Uint32Array;

  constructor(private readonly size = BITS) {
    this.bits = new Uint32Array(size / 32);
  }

  add(key: string): void {
    const [first, step] = hashesOf(key);
    for (let n = 0, at = first; n < HASHES; n += 1, at = (at + step) >>> 0) {
      const bit = at % this.size;
      this.bits[bit >>> 5] = (this.bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  mayHave(key: string): boolean {
    const [first, step] = hashesOf(key);
    for (let n = 0, at = first; n < HASHES; n += 1, at = (at + step) >>> 0) {
      const bit = at % this.size;
      if (((this.bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }
}

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
