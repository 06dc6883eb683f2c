import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

describe('turns', () => {
  it('come one after the other for one thing, also after one that failed, and at once for another', async () => {
    const turns = new Turns();
    const told: string[] = [];
    const work = (name: string, ms: number) => async (): Promise<string> => {
      told.push(`${name} begins`);
      await sleep(ms);
      told.push(`${name} ends`);
      if (name === 'b') throw new Error(name);
      return name;
    };
    const outcomes = await Promise.allSettled([
      turns.take('one', work('a', 30)),
      turns.take('one', work('b', 10)),
      turns.take('one', work('c', 0)),
      turns.take('other', work('d', 0)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(told.filter((line) => !line.startsWith('d'))).toEqual([
      'a begins',
      'a ends',
      'b begins',
      'b ends',
      'c begins',
      'c ends',
    ]);
    expect(told.indexOf('d begins')).toBe(1);
    expect(await turns.take('one', () => Promise.resolve('e'))).toBe('e');
  });
});
