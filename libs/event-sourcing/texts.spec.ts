import { describe, expect, it } from '@jest/globals';
import { present } from './testing/present.js';
import fc from 'fast-check';
import { freeText, REMOVED_TEXT } from './event.js';
import { checkTexts, fillTexts, randomSalt, sealTexts, textDigest } from './texts.js';

const wellFormed = fc.string({ unit: 'grapheme' });

describe('free text', () => {
  it('is digested as RFC 9901 digests the disclosure of an array element', () => {
    // printf '%s' '["lklxF5jMYlGTPUovMNIvCA","FR"]' | basenc --base64url -w0 | tr -d = | openssl sha256 -binary | basenc --base64url
    expect(textDigest('lklxF5jMYlGTPUovMNIvCA', 'FR')).toBe('qswwxPH-MjwEMOgKBBv2x2CF7lufmWFrWvVq7pj7YJE');
  });

  it('has no digest where it has no bytes', () => {
    expect(() => textDigest('lklxF5jMYlGTPUovMNIvCA', 'FR\ud800')).toThrow('lone surrogate');
    expect(() => textDigest('\udfb7', 'FR')).toThrow('lone surrogate');
  });

  it('leaves the hashed part and comes back from beside it', () => {
    fc.assert(
      fc.property(wellFormed, wellFormed, (first, second) => {
        const data = { no: 1, parts: [{ words: freeText(first), due: '2024-01-01' }], note: freeText(second) };
        const { value, texts } = sealTexts(data);
        expect(JSON.stringify(value)).not.toContain('"text"');
        expect(checkTexts(value, texts)).toEqual([]);
        expect(fillTexts(value, texts)).toEqual(data);
      }),
    );
  });

  it('is salted with 128 random bits, so that equal texts do not look equal', () => {
    const { texts } = sealTexts({ a: freeText('同'), b: freeText('同') });
    expect(Object.keys(texts)).toHaveLength(2);
    expect(Buffer.from(randomSalt(), 'base64url')).toHaveLength(16);
  });

  it('reads as removed once it is gone', () => {
    const { value } = sealTexts({ a: freeText('名字') });
    expect(fillTexts(value, {})).toEqual({ a: freeText(REMOVED_TEXT) });
  });

  it('is only an object with nothing but a text', () => {
    const data = { kind: 'x', text: 'plain' };
    expect(sealTexts(data)).toEqual({ value: data, texts: {} });
    const { texts } = sealTexts({ part: { text: 'words', dueOn: undefined } });
    expect(Object.keys(texts)).toHaveLength(1);
  });

  it('keeps its reserved name', () => {
    expect(() => sealTexts({ a: [{ textDigest: 'x' }] })).toThrow(expect.objectContaining({ path: 'a[0]' }));
  });
});

describe('texts beside an event', () => {
  const { value, texts } = sealTexts({ a: freeText('一'), b: freeText('二') }, counter());
  const [first, second] = Object.keys(texts) as [string, string];

  it('are found when another text or salt stands under a digest', () => {
    const changed = { ...texts, [first]: ['c2FsdA', '三'] as const };
    expect(checkTexts(value, changed)).toEqual([{ code: 'text-digest-mismatch', digest: first }]);
  });

  it('are found when two are exchanged', () => {
    const exchanged = { [first]: present(texts[second]), [second]: present(texts[first]) };
    expect(checkTexts(value, exchanged).map(({ code }) => code)).toEqual(Array(2).fill('text-digest-mismatch'));
  });

  it('are found when the event does not name them', () => {
    const digest = textDigest('c2FsdA', '四');
    const added = { ...texts, [digest]: ['c2FsdA', '四'] as const };
    expect(checkTexts(value, added)).toEqual([{ code: 'text-not-referenced', digest }]);
  });

  it('are found when missing', () => {
    expect(checkTexts(value, { [first]: present(texts[first]) })).toEqual([{ code: 'text-missing', digest: second }]);
  });
});

function counter(): () => string {
  let n = 0;
  return () => Buffer.alloc(16, (n += 1)).toString('base64url');
}
