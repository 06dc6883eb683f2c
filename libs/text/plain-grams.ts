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

/** Numbers of grams sort as the grams do: a letter, then that letter with another one after it. */
const PLACES = 0x2_0000;
/** Texts share the strings of their grams; of so many the memory begins anew. */
const REMEMBERED = 65_536;
const names = new Map<number, string>();

const nameOf = (gram: number): string => {
  const known = names.get(gram);
  if (known !== undefined) return known;
  if (names.size === REMEMBERED) names.clear();
  const [first, second] = [Math.floor(gram / PLACES), gram % PLACES];
  const name = second === 0 ? String.fromCharCode(first) : String.fromCharCode(first, second - 1);
  names.set(gram, name);
  return name;
};

/**
 * The single and double grams of texts that hold only digits, Latin letters without marks, and common Chinese
 * characters between what is no letter; `undefined` for any other text.
 */
export const plainGrams = (texts: readonly string[]): string[] | undefined => {
  const grams: number[] = [];
  for (const text of texts) {
    let before = -1;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      const kind = kindOf(unit);
      if (kind === UNUSUAL) return undefined;
      if (kind === GAP) {
        before = -1;
        continue;
      }
      const letter = unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
      grams.push(letter * PLACES);
      if (before !== -1) grams.push(before * PLACES + letter + 1);
      before = letter;
    }
  }
  const sorted = Float64Array.from(grams).sort();
  const found: string[] = [];
  sorted.forEach((gram, index) => {
    if (index === 0 || gram !== sorted[index - 1]) found.push(nameOf(gram));
  });
  return found;
};
