/** Why a text cannot be taken, and where: the position counts characters of the text as it was sent, from 1. */
export interface TextFault {
  readonly code: 'text-lone-surrogate' | 'text-control-character' | 'text-empty';
  readonly params: { readonly position?: number; readonly character?: string };
}

export type NormalisedText = { readonly text: string } | { readonly fault: TextFault };

/** Line ends of all systems, and the vertical tabs that come out of a word processor's table cells. */
const LINE_END = /\r\n|[\r\v\u2028\u2029]/g;
const ZERO_WIDTH = /[\u200B-\u200D\u2060\uFEFF]/g;
/** What no text may hold once line ends are unified. */
const REFUSED = /\p{Surrogate}|(?![\n\t\r\v])\p{Cc}/u;

const hex = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * The one form in which a text is stored and hashed: line ends are LF, zero-width characters are gone, composed
 * characters (NFC, never NFKC: `①` and full-width forms stay), outer blank lines are gone; paragraphs and U+3000
 * indents stay. Doing it twice changes nothing.
 */
export function normaliseText(raw: string): NormalisedText {
  const refused = REFUSED.exec(raw);
  if (refused !== null) {
    const [character] = refused;
    const position = Array.from(raw.slice(0, refused.index)).length + 1;
    const code = /\p{Surrogate}/u.test(character) ? 'text-lone-surrogate' : 'text-control-character';
    return { fault: { code, params: { position, character: hex(character) } } };
  }
  const text = raw.replace(LINE_END, '\n').replace(ZERO_WIDTH, '').normalize('NFC');
  return text.trim() === '' ? { fault: { code: 'text-empty', params: {} } } : { text: withoutOuterBlankLines(text) };
}

function withoutOuterBlankLines(text: string): string {
  const firstMark = text.length - text.trimStart().length;
  const afterLastMark = text.trimEnd().length;
  const end = text.indexOf('\n', afterLastMark);
  return text.slice(text.lastIndexOf('\n', firstMark) + 1, end === -1 ? undefined : end);
}

/** Length as people count it: in characters (code points), not in UTF-16 units. */
export const countCharacters = (text: string): number => Array.from(text).length;
