import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { disarmStalePidFile } from '#platform/embedded-postgres/postmaster.js';
import { ProcessLock } from '#platform/embedded-postgres/process-lock.js';
import { warnOfSkipping } from '../setup/eventstored-at-hand.js';
import { SmallDisk } from '../setup/small-disk.js';

const disk = await SmallDisk.mount('64k');
if (disk === undefined) warnOfSkipping('files on a full disk: this user or this machine may not mount one');
const describeOnDisk = disk === undefined ? describe.skip : describe;

describeOnDisk('on a disk that has become full', () => {
  const path = disk?.path ?? '';
  const pidFile = join(path, 'postmaster.pid');
  const stale = `1\n${path}\n`;
  const folder = join(path, 'locks');
  const lock = new ProcessLock(folder, 'start');
  let release: () => Promise<void>;

  beforeAll(async () => {
    await mkdir(folder);
    await writeFile(pidFile, stale);
    ({ release } = await lock.acquire(0));
    await disk?.fill();
  });

  afterAll(() => disk?.unmount());

  it('a lock is let go of by the process that has it, which may live for long', async () => {
    expect(await lock.holder()).toMatchObject({ pid: process.pid });
    await release();
    expect(await lock.holder()).toBeUndefined();
  });

  it('a lock that cannot be taken leaves nothing behind, and can be taken when there is room again', async () => {
    await expect(lock.acquire(0)).rejects.toThrow('ENOSPC');
    expect(await readdir(folder)).toEqual(['start.1']);
  });

  it('the pid file of a dead server is left as it is rather than cut off', async () => {
    await expect(disarmStalePidFile(path)).rejects.toThrow('ENOSPC');
    expect(await readFile(pidFile, 'utf8')).toBe(stale);
    await disk?.makeRoom();
    await disarmStalePidFile(path);
    expect(await readFile(pidFile, 'utf8')).toBe(`${String(process.pid)}\n${path}\n`);
    expect(await lock.tryAcquire()).toHaveProperty('release');
  });
});
