import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countCharacters, normaliseText } from './normalise.js';

const text = (raw: string) => {
  const result = normaliseText(raw);
  return 'text' in result ? result.text : result.fault.code;
};

describe('a text, normalised', () => {
  it.each([
    ['line ends of Windows and of old Macs', 'a\r\nb\rc', 'a\nb\nc'],
    ["a word processor's vertical tabs and Unicode line ends", 'a\vb\u2028c\u2029d', 'a\nb\nc\nd'],
    ['zero-width characters and a byte order mark', '\uFEFF党\u200B建\u200C工\u200D作\u2060', '党建工作'],
    ['decomposed characters', 'cafe\u0301', 'café'],
  ])('unifies %s', (_what, raw, expected) => {
    expect(text(raw)).toBe(expected);
  });

  it.each([
    ['full-width forms and circled numbers (NFC, never NFKC)', '①ＡＢ（一）'],
    ['indents of U+3000, also of the first line', '　　一、学习\n　　二、整改'],
    ['inner blank lines and tabs', 'a\n\n\tb'],
  ])('keeps %s', (_what, raw) => {
    expect(text(raw)).toBe(raw);
  });

  it('drops outer blank lines only', () => {
    expect(text('\n　\n　　一、\n\n二、\n \n\n')).toBe('　　一、\n\n二、');
  });

  it('refuses what is empty after that', () => {
    expect(text(' \u200B\n　')).toBe('text-empty');
  });

  it.each([
    ['text-control-character', '好\u0000', { position: 2, character: 'U+0000' }],
    ['text-control-character', '𠮷好\u0007', { position: 3, character: 'U+0007' }],
    ['text-control-character', '\f', { position: 1, character: 'U+000C' }],
    ['text-lone-surrogate', 'ab\uD842', { position: 3, character: 'U+D842' }],
    ['text-lone-surrogate', '\uDFB7ab', { position: 1, character: 'U+DFB7' }],
  ])('refuses %s and says where', (code, raw, params) => {
    expect(normaliseText(raw)).toEqual({ fault: { code, params } });
  });

  it('is the same when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const once = text(raw);
        expect(text(once)).toBe(once);
      }),
    );
  });

  it('takes time in proportion to its length', () => {
    const started = performance.now();
    text(`${'\n'.repeat(500_000)}x${'\n '.repeat(500_000)}y`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('counts characters, not UTF-16 units', () => {
    expect(countCharacters('𠮷野家')).toBe(3);
  });
});
