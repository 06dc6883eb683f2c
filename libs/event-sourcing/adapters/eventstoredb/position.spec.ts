import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidPosition } from '../../event-store.js';
import { BEGINNING, comparePositions, halvesOf, parsePosition, positionOf } from './position.js';

const half = fc.bigInt({ min: 0n, max: 9_223_372_036_854_775_807n });

describe('a position in EventStoreDB', () => {
  it('keeps both halves through text: with one alone an event is not found again', () => {
    fc.assert(
      fc.property(half, half, (commit, prepare) => {
        const position = parsePosition(`${String(commit)}/${String(prepare)}`);
        expect(halvesOf(position)).toEqual({ commit: String(commit), prepare: String(prepare) });
        expect(positionOf(halvesOf(position))).toBe(position);
      }),
    );
  });

  it('is ordered by its commit, then by its prepare, as numbers', () => {
    fc.assert(
      fc.property(half, half, half, half, (a, b, c, d) => {
        const order = comparePositions(
          parsePosition(`${String(a)}/${String(b)}`),
          parsePosition(`${String(c)}/${String(d)}`),
        );
        const expected = a === c ? b - d : a - c;
        expect(Math.sign(order)).toBe(expected === 0n ? 0 : expected < 0n ? -1 : 1);
      }),
    );
    expect(comparePositions(parsePosition('9/9'), parsePosition('10/0'))).toBeLessThan(0);
    expect(comparePositions(BEGINNING, parsePosition('0/1'))).toBeLessThan(0);
  });

  it.each([
    '',
    '/',
    '1',
    '1/',
    '/1',
    '1/2/3',
    '01/1',
    '1/01',
    '-1/1',
    '1 /1',
    '1/1 ',
    '1/x',
    '1e3/1',
    '٣/1',
    '1/9223372036854775808',
  ])('is not %j', (text) => {
    expect(() => parsePosition(text)).toThrow(InvalidPosition);
  });
});
