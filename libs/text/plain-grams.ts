/** What one UTF-16 unit is to the index of words; 0: not looked at yet. */
const LETTER = 1;
const GAP = 2;
/** Needs the full rules: it may be composed, folded, or is half of a letter. */
const UNUSUAL = 3;
const kinds = new Uint8Array(0x1_0000);

const IN_RUN = /[\p{L}\p{N}\p{M}\p{Cs}]/u;

const kindOf = (unit: number): number => {
  const known = kinds[unit] ?? UNUSUAL;
  if (known !== 0) return known;
  const letter = String.fromCharCode(unit);
  const kind = /[0-9A-Za-z\u4E00-\u9FFF]/.test(letter) ? LETTER : IN_RUN.test(letter) ? UNUSUAL : GAP;
  kinds[unit] = kind;
  return kind;
};

/**
 * The number of a gram: of a letter by its code point, of two that stand together. Fits 32 bits, so that letters beyond
 * 16 bits share numbers with others.
 */
export const gramNumber = (first: number, second = 0): number => (first << 16) ^ second;

const FEW = 4_096;
let numbers = new Int32Array(FEW);

/** Each once, sorted. @param count — how many of `numbers` there are. */
const distinct = (count: number): number[] => {
  const sorted = numbers.subarray(0, count).sort();
  const found: number[] = [];
  let last = 0;
  for (let index = 0; index < count; index += 1) {
    const gram = sorted[index] ?? 0;
    if (index === 0 || gram !== last) found.push(gram);
    last = gram;
  }
  return found;
};

/**
 * The single and double grams of texts that hold only digits, Latin letters without marks, and common Chinese
 * characters between what is no letter; `undefined` for any other text.
 */
export const plainGrams = (texts: readonly string[]): number[] | undefined => {
  let letters = 0;
  for (const { length } of texts) letters += length;
  if (numbers.length < letters * 2) numbers = new Int32Array(letters * 2);
  let count = 0;
  for (const text of texts) {
    let before = 0;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      const kind = kindOf(unit);
      if (kind === UNUSUAL) return undefined;
      if (kind === GAP) {
        before = 0;
        continue;
      }
      const letter = unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
      numbers[count++] = gramNumber(letter);
      if (before !== 0) numbers[count++] = gramNumber(before, letter);
      before = letter;
    }
  }
  return distinct(count);
};
