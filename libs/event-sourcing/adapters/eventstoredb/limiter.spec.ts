import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../../event-store.js';
import { Limiter } from './limiter.js';

describe('a limiter', () => {
  it('lets so many in at once, the others in turn', async () => {
    const limiter = new Limiter(3, 5_000);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const leave = await limiter.enter();
        running += 1;
        most = Math.max(most, running);
        await sleep(2);
        order.push(n);
        running -= 1;
        leave();
        leave();
      }),
    );
    expect(most).toBe(3);
    expect(order).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it('says so when no turn comes in time, and forgets who waited', async () => {
    const limiter = new Limiter(1, 30);
    const leave = await limiter.enter();
    await expect(limiter.enter()).rejects.toThrow(StoreUnavailable);
    leave();
    await expect(limiter.enter()).resolves.toBeInstanceOf(Function);
  });
});
