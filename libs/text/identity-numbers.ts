const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_DIGITS = '10X98765432';

const IDENTITY_CARD = /(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])/g;
const MOBILE = /(?<![0-9])(?:86)?1[3-9][0-9]{9}(?![0-9])/;
/** Chinese input methods often give full-width digits: the same number to a reader. */
const FULL_WIDTH = /[０-９Ｘｘ]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

const toAscii = (text: string): string =>
  text.replace(FULL_WIDTH, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - FULL_WIDTH_OFFSET));

/** Whether 18 digits end in the check digit of GB 11643; seventeen digits and an X are nothing else anyhow. */
function isIdentityNumber(digits: string): boolean {
  if (/x$/i.test(digits)) return true;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return CHECK_DIGITS[sum % 11] === digits[17];
}

/** The first kind of number in a text that belongs to a person and must not enter the log. */
export function personalNumberIn(text: string): 'identity-number' | 'mobile-number' | undefined {
  const ascii = toAscii(text);
  if ([...ascii.matchAll(IDENTITY_CARD)].some(([digits]) => isIdentityNumber(digits))) return 'identity-number';
  return MOBILE.test(ascii) ? 'mobile-number' : undefined;
}
