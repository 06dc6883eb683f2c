import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalText, NotCanonical } from './canonical.js';

describe('canonical text', () => {
  it('sorts keys by UTF-16 code units and writes numbers as RFC 8785 does', () => {
    const value = {
      '\ufb33': 1,
      '\u{1f600}': 2,
      '10': 3,
      '2': 4,
      é: 1e21,
      a: -0,
      z: 4.5,
      l: Number('333333333.33333329'),
    };
    expect(canonicalText(value)).toBe('{"10":3,"2":4,"a":0,"l":333333333.3333333,"z":4.5,"é":1e+21,"😀":2,"\ufb33":1}');
  });

  it('leaves out a property that is undefined', () => {
    expect(canonicalText({ a: undefined, b: [null] })).toBe('{"b":[null]}');
  });

  it('is what the reference implementation of RFC 8785 makes', () => {
    const names = fc.oneof(wellFormed, fc.nat(99).map(String));
    const { value: any } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), wellFormed),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(names, fc.oneof(tie('value'), fc.constant(undefined)), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(any, (value) => {
        fc.pre(isSafe(value));
        expect(canonicalText(value)).toBe(canonicalize(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(wellFormed, fc.jsonValue({ maxDepth: 3 })), (value) => {
        fc.pre(isSafe(value));
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalText(reversed)).toBe(canonicalText(value));
      }),
    );
  });

  it('reads back as what it was, and is then the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(isSafe(value));
        const text = canonicalText(value);
        expect(canonicalText(JSON.parse(text))).toBe(text);
      }),
    );
  });

  class Money {}
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const hole: unknown[] = [];
  hole.length = 1;

  it.each<[string, unknown, string]>([
    ['a BigInt', { n: 1n }, 'n'],
    ['NaN', { list: [1, { n: Number.NaN }] }, 'list[1].n'],
    ['Infinity', [Infinity], '[0]'],
    ['undefined in an array', { list: [undefined] }, 'list[0]'],
    ['a hole in an array', { list: hole }, 'list[0]'],
    ['undefined alone', undefined, ''],
    ['U+0000', { a: { b: 'x\u0000' } }, 'a.b'],
    ['U+0000 in a name', { 'a\u0000': 1 }, 'a\u0000'],
    ['a lone high surrogate', { a: '\ud83d' }, 'a'],
    ['a lone low surrogate', { a: '\ude00x' }, 'a'],
    ['a function', { a: () => 1 }, 'a'],
    ['a symbol', { a: Symbol('a') }, 'a'],
    ['a Date', { a: new Date(0) }, 'a'],
    ['a Map', { a: new Map() }, 'a'],
    ['an instance of a class', { a: new Money() }, 'a'],
    ['the name __proto__', JSON.parse('{"a":{"__proto__":1}}'), 'a.__proto__'],
  ])('refuses %s and names its place', (_, value, path) => {
    expect(() => canonicalText(value)).toThrow(expect.objectContaining({ name: 'NotCanonical', path }));
  });

  it('refuses a cycle', () => {
    expect(() => canonicalText(cycle)).toThrow(NotCanonical);
  });
});

const wellFormed = fc.string({ unit: 'grapheme', maxLength: 8 });

const isSafe = (value: unknown): boolean => {
  const text = JSON.stringify(value);
  return !text.includes('\\u0000') && !text.includes('\\ud') && !text.includes('__proto__');
};
