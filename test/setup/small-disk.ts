import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '#platform/embedded-postgres/error-code.js';

/** Takes the disk away when its own input ends, which comes in whatever way the test goes. */
const HOST = `
mount -t tmpfs -o "size=$SIZE,mode=755" branch-accountability "$DISK" || exit 1
echo mounted
cat >/dev/null
umount -l "$DISK"`;

const CHUNK = Buffer.alloc(256 * 1_024, 'x');
const PAGE = CHUNK.subarray(0, 4_096);

/** A disk of its own that a test may fill. */
export class SmallDisk {
  #full: { readonly end: AbortController; readonly done: Promise<void> } | undefined;

  private constructor(
    readonly path: string,
    private readonly host: ChildProcess,
  ) {}

  /** Undefined where this user or this machine may not mount one. */
  static async mount(size: string): Promise<SmallDisk | undefined> {
    const path = await mkdtemp(join(tmpdir(), 'branch-accountability-disk-'));
    const env = { ...process.env, SIZE: size, DISK: path };
    const host = spawn('sh', ['-c', HOST], { env, detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
    const mounted = await Promise.race([
      once(host.stdout, 'data').then(() => true),
      once(host, 'close').then(() => false),
    ]);
    if (mounted) return new SmallDisk(path, host);
    await rmdir(path);
    return undefined;
  }

  /** Resolves when there is no room; what becomes free after that is taken as well, until `makeRoom`. */
  async fill(): Promise<void> {
    const ballast = await open(this.#ballast, 'a');
    const end = new AbortController();
    const takeAll = async (): Promise<void> => {
      for (const piece of [CHUNK, PAGE]) while (await written(ballast.write(piece))) if (end.signal.aborted) return;
    };
    await takeAll();
    const keep = async (): Promise<void> => {
      while (!end.signal.aborted) {
        await sleep(20);
        await takeAll();
      }
      await ballast.close();
    };
    this.#full = { end, done: keep() };
  }

  async makeRoom(): Promise<void> {
    this.#full?.end.abort();
    await this.#full?.done;
    this.#full = undefined;
    await rm(this.#ballast, { force: true });
  }

  /** What still runs there keeps what it has open. */
  async unmount(): Promise<void> {
    await this.makeRoom();
    const gone = once(this.host, 'close');
    this.host.stdin?.end();
    await gone;
    await rmdir(this.path);
  }

  get #ballast(): string {
    return join(this.path, 'ballast');
  }
}

async function written(writing: Promise<{ readonly bytesWritten: number }>): Promise<boolean> {
  try {
    return (await writing).bytesWritten > 0;
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') return false;
    throw error;
  }
}
