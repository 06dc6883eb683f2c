import { PassThrough, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { collect } from '../../testing/collect.js';
import { NoAnswer } from './failures.js';
import { pull } from './read-call.js';

const numbers = (count: number): Readable => Readable.from(Array.from({ length: count }, (_, n) => n));
const options = { take: (n: number): number => n, batchSize: 4, silenceMs: 200 };

describe('pulling from a call', () => {
  it('brings full batches up to the last', async () => {
    expect(await collect(pull(numbers(10), options))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
    expect(await collect(pull(numbers(8), options))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    expect(await collect(pull(numbers(0), options))).toEqual([]);
  });

  it('leaves out what is nothing for the consumer', async () => {
    const even = { ...options, take: (n: number): number | undefined => (n % 2 === 0 ? n : undefined) };
    expect(await collect(pull(numbers(10), even))).toEqual([[0, 2, 4, 6], [8]]);
  });

  it('holds the server up while the consumer is slow: no more than a batch waits', async () => {
    let sent = 0;
    const source = new Readable({
      objectMode: true,
      highWaterMark: 1,
      read() {
        this.push(sent < 1_000 ? sent : null);
        sent += 1;
      },
    });
    let most = 0;
    let taken = 0;
    for await (const batch of pull(source, options)) {
      taken += batch.length;
      if (taken < 40) await sleep(5);
      most = Math.max(most, sent - taken);
    }
    expect(taken).toBe(1_000);
    expect(most).toBeLessThan(12);
  });

  it('fails when nothing comes for too long, and not because the consumer takes long', async () => {
    const source = new PassThrough({ objectMode: true });
    for (let n = 0; n < 5; n += 1) source.write(n);
    const seen: number[] = [];
    const reading = (async () => {
      for await (const batch of pull(source, { ...options, silenceMs: 50 })) {
        seen.push(...batch);
        await sleep(300);
      }
    })();
    await expect(reading).rejects.toThrow(NoAnswer);
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  it('fails with the error of the call', async () => {
    const source = new PassThrough({ objectMode: true });
    setTimeout(() => source.destroy(new Error('reset')), 20);
    await expect(collect(pull(source, options))).rejects.toThrow('reset');
  });
});
