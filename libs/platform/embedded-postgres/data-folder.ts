import { randomUUID } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { writeNew } from './durable-file.js';
import { DataDirForeignError, DataDirUnwritableError, DataDirVersionError } from './errors.js';
import { ProcessLock } from './process-lock.js';

const lockFolderName = 'locks';
/** What a fresh volume, an operating system or a repository may have left in an otherwise empty folder. */
const harmless = /^(lost\+found|\..*)$/;

/** Where everything lies in one data folder, and its two locks. */
export class DataFolder {
  readonly path: string;
  readonly clusterPath: string;
  readonly connectionFile: string;
  readonly #locks: string;

  constructor(path: string) {
    this.path = resolve(path);
    this.clusterPath = join(this.path, 'postgres');
    this.connectionFile = join(this.path, 'connection.json');
    this.#locks = join(this.path, lockFolderName);
  }

  /** Held as long as the owner lives. */
  get ownerLock(): ProcessLock {
    return new ProcessLock(this.#locks, 'owner');
  }

  /** Held only while somebody makes, starts or stops the server. */
  get startLock(): ProcessLock {
    return new ProcessLock(this.#locks, 'start');
  }

  /** A new name for a cluster in the making; what a killed initdb leaves under such a name is removed by the next start. */
  stagingPath(suffix: string): string {
    return join(this.path, `postgres.new-${suffix}`);
  }

  async stagingLeftovers(): Promise<string[]> {
    const entries = await readdir(this.path);
    return entries.filter((entry) => entry.startsWith('postgres.new-')).map((entry) => join(this.path, entry));
  }

  /**
   * Creates the folder when needed and makes sure that it is ours and writable.
   * @throws DataDirForeignError when it holds something else; nothing is changed then
   * @throws DataDirUnwritableError
   */
  async prepare(): Promise<void> {
    try {
      const made = await mkdir(this.path, { recursive: true, mode: 0o755 });
      if (made === undefined) await this.#refuseForeignContent();
      await mkdir(this.#locks, { recursive: true, mode: 0o700 });
      await this.#giveLocksToFolderOwner();
      await this.#probe();
    } catch (error) {
      if (error instanceof DataDirForeignError) throw error;
      throw new DataDirUnwritableError(this.path, error);
    }
  }

  /** The major version that made the cluster; undefined when there is no cluster yet. */
  async clusterVersion(): Promise<string | undefined> {
    const version = await readFile(join(this.clusterPath, 'PG_VERSION'), 'utf8').catch(() => undefined);
    if (version !== undefined) return version.trim();
    const entries = await readdir(this.clusterPath).catch(() => undefined);
    if (entries === undefined) return undefined;
    if (entries.length > 0) throw new DataDirForeignError(this.path, join('postgres', entries[0] ?? ''));
    await rm(this.clusterPath, { recursive: true });
    return undefined;
  }

  /** @throws DataDirVersionError when the cluster is not of that major version */
  async requireVersion(expected: string): Promise<void> {
    const found = await this.clusterVersion();
    if (found !== undefined && found !== expected) throw new DataDirVersionError(this.path, found, expected);
  }

  async #refuseForeignContent(): Promise<void> {
    const entries = (await readdir(this.path)).filter((entry) => !harmless.test(entry));
    const ours = entries.includes(lockFolderName) || entries.includes('connection.json');
    const [first] = entries;
    if (first !== undefined && !ours) throw new DataDirForeignError(this.path, first);
    if (entries.includes('PG_VERSION')) throw new DataDirForeignError(this.path, 'PG_VERSION');
  }

  /** No lock is taken for it: a second owner hears at once that there is a first, also while that one starts. */
  async #probe(): Promise<void> {
    const path = join(this.#locks, `probe-${randomUUID()}.tmp`);
    await writeNew(path, '');
    await rm(path, { force: true });
  }

  async #giveLocksToFolderOwner(): Promise<void> {
    if (process.getuid?.() !== 0) return;
    const { uid, gid } = await stat(dirname(this.#locks));
    await chown(this.#locks, uid, gid);
  }
}

/** Long enough for an initdb on a slow disk. */
export const lockWaitMs = 120_000;
