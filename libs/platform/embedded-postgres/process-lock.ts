import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './error-code.js';
import { blank, writeNew } from './durable-file.js';
import { identifySelf, isAlive } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';

/** A lock that was taken; the process that took it may let go of it, its death lets go of it too. */
export interface HeldLock {
  release(): Promise<void>;
}

/**
 * A lock between processes that needs nobody to clean up after a kill. Each taking writes the next generation
 * `<name>.<n>`; the highest generation is the lock, and it is free when it names nobody or its process is dead.
 * Two that find the same dead holder both try to create the same next generation, and only one can.
 * A generation is never removed while it is the highest, so a number never comes twice.
 */
export class ProcessLock {
  constructor(
    private readonly folder: string,
    private readonly name: string,
  ) {}

  /** The living process that holds the lock. */
  async holder(): Promise<ProcessIdentity | undefined> {
    return this.livingHolder(Math.max(0, ...(await this.generations())));
  }

  /** Takes the lock at once, or answers who holds it. */
  async tryAcquire(): Promise<HeldLock | { readonly heldBy: ProcessIdentity }> {
    for (;;) {
      const highest = Math.max(0, ...(await this.generations()));
      const heldBy = await this.livingHolder(highest);
      if (heldBy !== undefined) return { heldBy };
      const mine = highest + 1;
      const claim = await identifySelf();
      if (!(await this.create(mine, claim))) continue;
      const known = await this.generations();
      // A folder listing is not atomic: one that raced with a removal may have missed a higher generation.
      if (known.some((generation) => generation > mine)) {
        await rm(this.path(mine), { force: true });
        continue;
      }
      await Promise.all(known.filter((old) => old < mine).map((old) => rm(this.path(old), { force: true })));
      // On a full disk too: a lock that a living process cannot let go of would be held until it ends.
      return { release: () => blank(this.path(mine)) };
    }
  }

  /** Waits for the lock; rejects after `timeoutMs`. */
  async acquire(timeoutMs: number): Promise<HeldLock> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const outcome = await this.tryAcquire();
      if ('release' in outcome) return outcome;
      if (Date.now() > deadline) {
        throw new Error(`${this.name} lock in ${this.folder} is still held by process ${outcome.heldBy.pid}`);
      }
      await sleep(25);
    }
  }

  private path(generation: number): string {
    return join(this.folder, `${this.name}.${generation}`);
  }

  private async generations(): Promise<number[]> {
    const pattern = new RegExp(`^${this.name}\\.(\\d+)$`);
    return (await readdir(this.folder)).flatMap((entry) => {
      const match = pattern.exec(entry);
      return match === null ? [] : [Number(match[1])];
    });
  }

  private async livingHolder(generation: number): Promise<ProcessIdentity | undefined> {
    if (generation === 0) return undefined;
    const claim = await readClaim(this.path(generation));
    return claim !== undefined && (await isAlive(claim)) ? claim : undefined;
  }

  /** A link, because it appears whole or not at all and never replaces. */
  private async create(generation: number, claim: ProcessIdentity): Promise<boolean> {
    const draft = join(this.folder, `claim-${randomUUID()}.tmp`);
    await writeNew(draft, JSON.stringify(claim));
    try {
      await link(draft, this.path(generation));
      return true;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(draft, { force: true });
    }
  }
}

async function readClaim(path: string): Promise<ProcessIdentity | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isClaim(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isClaim(value: unknown): value is ProcessIdentity {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'startedAt' in value &&
    typeof value.startedAt === 'string'
  );
}
