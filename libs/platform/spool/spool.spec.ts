import { describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Spool } from './spool.js';

const ours = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => /^branch-accountability-[A-Za-z0-9]{6}$/.test(name));

describe('text that is put aside', () => {
  it('comes back whole, in pieces, and by its place', async () => {
    const before = await ours();
    const spool = new Spool();
    const lines = Array.from({ length: 30_000 }, (_, n) => `第${String(n)}行：党费收缴台账🚩\n`);
    const places = lines.map((line, n) => (n % 1_000 === 0 ? spool.put(line) : spool.write(line)));
    const whole = lines.join('');
    expect(spool.length).toBe(Buffer.byteLength(whole));
    expect(Buffer.concat([...spool.pieces()]).toString('utf8')).toBe(whole);
    const texts = [...spool.texts()];
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.join('')).toBe(whole);
    const place = places[5_000];
    expect(place && spool.read(place)).toBe(lines[5_000]);
    // Nothing to find in the folder of temporary files, and nothing to be left there by a kill.
    expect(await ours()).toEqual(before);
    spool.close();
    spool.close();
  });

  it('is empty when nothing was written, and says no more than was', () => {
    const spool = new Spool();
    expect([...spool.pieces()]).toEqual([]);
    spool.write('abc');
    expect(() => spool.read({ at: 1, length: 3 })).toThrow('behind the end');
    spool.close();
  });
});
