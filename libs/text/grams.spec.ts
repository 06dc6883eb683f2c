import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { everyGram, gramsOf, queryGrams, queryTerms } from './grams.js';
import { gramNumber, plainGrams } from './plain-grams.js';

/** Grams as they are written. */
const numbers = (...grams: readonly string[]): number[] =>
  grams.map((gram) => gramNumber(gram.codePointAt(0) ?? 0, gram.codePointAt(1))).sort((a, b) => a - b);

describe('grams', () => {
  it('index single and double characters of Chinese text', () => {
    expect(gramsOf('党费整改')).toEqual(numbers('党', '党费', '整', '整改', '改', '费', '费整'));
  });

  it('do not reach over punctuation, spaces or line ends', () => {
    expect(gramsOf('学习，\n笔记')).not.toContain(numbers('习笔')[0]);
  });

  it('lower-case Latin letters and keep digits', () => {
    expect(gramsOf('AI 2024')).toEqual(numbers('2', '20', '0', '02', '24', '4', 'a', 'ai', 'i'));
  });

  it('of several texts do not run from one into the next', () => {
    expect(gramsOf('党', '费')).toEqual(numbers('党', '费'));
  });

  it('have numbers of their own, as far as letters have 16 bits, which a database can hold', () => {
    const letter = fc.integer({ min: 1, max: 0xffff });
    fc.assert(
      fc.property(fc.tuple(letter, fc.option(letter)), fc.tuple(letter, fc.option(letter)), ([a, b], [c, d]) => {
        const [one, other] = [gramNumber(a, b ?? 0), gramNumber(c, d ?? 0)];
        expect(one === other).toBe(a === c && b === d);
        expect(Math.max(Math.abs(one + 0.5), Math.abs(other + 0.5))).toBeLessThan(2 ** 31);
      }),
    );
  });

  it('of a query are the fewest that narrow as much', () => {
    expect(queryGrams('整改')).toEqual(numbers('整改'));
    expect(queryGrams('费')).toEqual(numbers('费'));
    expect(queryGrams('…')).toEqual([]);
  });

  it('never miss a text that contains the query', () => {
    const letters = fc.constantFrom('党', '费', '整', '改', 'A', 'b', 'Σ', 'é', 'e\u0301', '1', '，', ' ', '𠮷');
    const words = fc.array(letters, { maxLength: 8 }).map((parts) => parts.join('').normalize('NFC'));
    fc.assert(
      fc.property(words, words, words, (before, query, after) => {
        const text = `${before}${query}${after}`.normalize('NFC');
        fc.pre(text.toLowerCase().includes(query.toLowerCase()));
        const held = new Set(gramsOf(text));
        expect(queryGrams(query).filter((gram) => !held.has(gram))).toEqual([]);
      }),
    );
  });
});

describe('the short way to the grams of plain text', () => {
  it('is taken for what offices write', () => {
    expect(plainGrams(['2023-述职-03-02 党费收缴“不规范”，整改到位（AI）。'])).toBeDefined();
    expect(plainGrams(['café'])).toBeUndefined();
    expect(plainGrams(['𠮷'])).toBeUndefined();
  });

  it('gives the same as the full rules', () => {
    const letters = fc.oneof(
      fc.constantFrom('党', '费', '整', '改', 'A', 'b', 'Z', '1', '，', ' ', '\n', '“', '①', 'Ａ', 'ﬀ', '\u0301'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const texts = fc.array(
      fc.array(letters, { maxLength: 12 }).map((parts) => parts.join('')),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(texts, (some) => {
        expect(gramsOf(...some)).toEqual(everyGram(some));
        expect(plainGrams(some) ?? everyGram(some)).toEqual(everyGram(some));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the terms of a query', () => {
  it('are parted by any white space', () => {
    expect(queryTerms(' 党费\u3000收缴 AI ')).toEqual(['党费', '收缴', 'AI']);
  });
});
