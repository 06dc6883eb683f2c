import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeFolder, temporaryFolder } from '../testing/temporary-folder.js';
import { identifySelf } from './process-identity.js';
import { ProcessLock } from './process-lock.js';

let folder: string;
let lock: ProcessLock;

beforeEach(async () => {
  folder = await temporaryFolder();
  lock = new ProcessLock(folder, 'owner');
});

afterEach(() => removeFolder(folder));

describe('a lock between processes', () => {
  it('given a holder, names it to the next', async () => {
    await lock.tryAcquire();
    expect(await lock.tryAcquire()).toMatchObject({ heldBy: { pid: process.pid } });
    expect(await lock.holder()).toMatchObject({ pid: process.pid });
  });

  it('given a release, is free', async () => {
    const held = await lock.acquire(0);
    await held.release();
    expect(await lock.holder()).toBeUndefined();
    expect(await lock.tryAcquire()).toHaveProperty('release');
  });

  it('given a dead holder, is free, also when its pid was given to another process', async () => {
    const self = await identifySelf();
    await writeFile(join(folder, 'owner.7'), JSON.stringify({ ...self, startedAt: 'before' }));
    expect(await lock.tryAcquire()).toHaveProperty('release');
    expect(await readdir(folder)).toEqual(['owner.8']);
  });

  it('given many at the same instant on a dead holder, is taken by one at a time', async () => {
    await writeFile(join(folder, 'owner.1'), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'before' }));
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        const held = await lock.acquire(20_000);
        most = Math.max(most, (inside += 1));
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside -= 1;
        await held.release();
      }),
    );
    expect(most).toBe(1);
  }, 30_000);

  it('given a holder that stays, gives up after the time allowed', async () => {
    await lock.tryAcquire();
    await expect(lock.acquire(60)).rejects.toThrow(`held by process ${process.pid}`);
  });
});
