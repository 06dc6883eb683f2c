import { isLimited } from '#access/levels.js';
import type { BranchItem } from '#chronicle/published/branch-items.js';
import type { Language } from '#platform/http/language.js';
import { countCharacters } from '#text/normalise.js';

/** Characters of one answer in a report. */
const ANSWER_AT_MOST = 5_000;

/**
 * What a report is to answer: every item raised at the last review, and every other open one. What this review itself
 * raises is answered at the next; what was withdrawn, and what the branch may not read, by nobody.
 */
export const itemsToAnswer = (
  items: readonly BranchItem[],
  { year, lastYear }: { readonly year: number; readonly lastYear: number },
): readonly BranchItem[] =>
  items.filter(({ told, atReview, raisedIn, settled, status, level }) => {
    if (!told || isLimited({ level }) || status.code === 'withdrawn' || (atReview && raisedIn >= year)) return false;
    return settled === null || (atReview && raisedIn === lastYear);
  });

/** The year of the review before; reviews are held every year where nobody says otherwise. */
export const yearBefore = (year: number, reviews: readonly { readonly year: number }[]): number =>
  reviews
    .map((review) => review.year)
    .filter((other) => other < year)
    .toSorted((a, b) => b - a)[0] ?? year - 1;

const WORDS: Readonly<Record<BranchItem['kind'], Readonly<Record<Language, { result: string; words: string }>>>> = {
  problem: {
    zh: { result: '整改情况', words: '意见' },
    en: { result: 'What was done', words: 'Finding' },
  },
  goal: {
    zh: { result: '完成情况', words: '认定意见' },
    en: { result: 'What was done', words: 'Finding' },
  },
  requirement: {
    zh: { result: '落实情况', words: '办结意见' },
    en: { result: 'What was done', words: 'Finding' },
  },
};

const sentence = (text: string, language: Language): string =>
  text.replace(/[。.；;\s]+$/u, '') + (language === 'zh' ? '。' : '.');

/**
 * The answer that a settled item has already, for the branch to take or to write anew; nothing for an open one. Too long
 * a result is cut: it stands in full with the item.
 */
export const proposedAnswer = ({ kind, settled, result }: BranchItem, language: Language): string => {
  if (settled === null) return '';
  const { how, on } = settled;
  const names = WORDS[kind][language];
  const part = (name: string, text: string | null): string =>
    text === null ? '' : `${name}${language === 'zh' ? '：' : ': '}${sentence(text, language)}`;
  const begin = language === 'zh' ? `${on}${how.zh}。` : `${how.en} on ${on}.`;
  const end = part(names.words, settled.words);
  const room = ANSWER_AT_MOST - countCharacters(begin) - countCharacters(end) - 2;
  const middle = Array.from(part(names.result, result)).slice(0, Math.max(0, room)).join('');
  return [begin, middle, end].filter((text) => text !== '').join(language === 'zh' ? '' : ' ');
};
