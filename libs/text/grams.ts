import { gramNumber, plainGrams } from './plain-grams.js';

/**
 * Search in text that has no spaces: Chinese words are mostly two characters long, shorter than what trigram indexes
 * can find. Every one and every two neighbouring letters or digits are a gram; an index over grams narrows the rows
 * down, and each term is then looked for in the text itself. A gram stands in the index as a number, which is a third of
 * the work and of the room that its letters take. Case does not count; punctuation and spaces part runs.
 */
const RUN = /[\p{L}\p{N}\p{M}]+/gu;

// Letter by letter: lower-casing a whole word depends on the letters around (final sigma), a gram must not.
const lower = (text: string): string[] =>
  Array.from(text.normalize('NFC')).flatMap((letter) => Array.from(letter.toLowerCase()));

const runsOf = (text: string): string[][] => (text.match(RUN) ?? []).map(lower);

const codeOf = (letter = ''): number => letter.codePointAt(0) ?? 0;

const singlesOf = (run: readonly string[]): number[] => run.map((letter) => gramNumber(codeOf(letter)));

const pairsOf = (run: readonly string[]): number[] =>
  run.slice(1).map((letter, i) => gramNumber(codeOf(run[i]), codeOf(letter)));

/** What the index of a text holds: single and double grams, each once, sorted. */
export const gramsOf = (...texts: readonly string[]): number[] => plainGrams(texts) ?? everyGram(texts);

/** By the full rules, for texts of any kind. */
export const everyGram = (texts: readonly string[]): number[] =>
  [...new Set(texts.flatMap(runsOf).flatMap((run) => [...singlesOf(run), ...pairsOf(run)]))].sort((a, b) => a - b);

/** What a text must hold to be a candidate for a query; empty for a query without letters or digits. */
export const queryGrams = (query: string): number[] => [
  ...new Set(runsOf(query).flatMap((run) => (run.length === 1 ? singlesOf(run) : pairsOf(run)))),
];

/** The words of a query, each of which must stand in the text as it is, whatever its case. */
export const queryTerms = (query: string): string[] => query.normalize('NFC').split(/\s+/u).filter(Boolean);
