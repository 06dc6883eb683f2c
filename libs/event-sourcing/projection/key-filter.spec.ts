import { KeyFilter } from './key-filter.js';

describe('given a filter that remembers keys', () => {
  const key = (n: number): string => `stream-${String(n % 97)}:${String(n)}:03`;

  it('then it knows every key that it was given, and hardly any other', () => {
    const filter = new KeyFilter([2 ** 20]);
    for (let n = 0; n < 20_000; n += 1) filter.add(key(n));
    const known = Array.from({ length: 40_000 }, (_, n) => filter.mayHave(key(n)));
    expect(known.slice(0, 20_000).every(Boolean)).toBe(true);
    // 52 bits for each key: one in 50,000 by the arithmetic.
    expect(known.slice(20_000).filter(Boolean).length).toBeLessThan(10);
  });

  it('then it knows them in whichever of its parts they are, the full ones and the last', () => {
    const filter = new KeyFilter([2 ** 14, 2 ** 16, 2 ** 20]);
    for (let n = 0; n < 20_000; n += 1) filter.add(key(n));
    const known = Array.from({ length: 40_000 }, (_, n) => filter.mayHave(key(n)));
    expect(known.slice(0, 20_000).every(Boolean)).toBe(true);
    expect(known.slice(20_000).filter(Boolean).length).toBeLessThan(10);
  });

  it('then it knows none before it was given any', () => {
    expect(new KeyFilter().mayHave(key(1))).toBe(false);
  });
});
