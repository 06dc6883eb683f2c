import { setTimeout as sleep } from 'node:timers/promises';
import { lockWaitMs } from './data-folder.js';
import type { DataFolder } from './data-folder.js';
import { ensureServer } from './ensure-server.js';
import { Presence } from './presence.js';
import { isAlive } from './process-identity.js';
import type { RunningServer, ServerLog } from './server.js';

const firstPauseMs = 100;
/** Whoever waits for the database waits for this as well, when what kept the server down is over. */
const longestPauseMs = 1_000;

/** Notices the death of the server by the end of its own connection to it, and starts it again on the same port. */
export class ServerSupervisor {
  readonly #ending = new AbortController();
  #presence: Presence | undefined;
  #recovery: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: DataFolder,
    private server: RunningServer,
    private readonly log: ServerLog,
    private readonly onRestart: (() => void) | undefined,
  ) {}

  async watch(): Promise<void> {
    this.#presence = await Presence.join(this.server.connection, () => {
      if (!this.#ending.signal.aborted) this.#recovery = this.#recover();
    });
  }

  /** No restart begins after this resolves; the server itself is left running. */
  async end(): Promise<void> {
    this.#ending.abort();
    await this.#recovery;
    await this.#presence?.leave();
  }

  async #recover(): Promise<void> {
    const { signal } = this.#ending;
    for (let pause = firstPauseMs; !signal.aborted; pause = Math.min(2 * pause, longestPauseMs)) {
      try {
        const restarted = await this.#ensureRunning();
        await this.watch();
        if (restarted) this.onRestart?.();
        return;
      } catch (error) {
        this.log.error(`PostgreSQL is not back yet: ${error instanceof Error ? error.message : String(error)}`);
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** A living server is left alone: after the death of one of its own children it recovers by itself. */
  async #ensureRunning(): Promise<boolean> {
    const { connection, postmaster } = this.server;
    if (await isAlive(postmaster)) return false;
    this.log.warn(`PostgreSQL, process ${postmaster.pid}, has died; starting it again`);
    const starting = await this.folder.startLock.acquire(lockWaitMs);
    try {
      const { folder, log } = this;
      const port = connection.port ?? undefined;
      const adopt = (found: RunningServer) => Promise.resolve(found.connection.port === connection.port);
      this.server = await ensureServer({ folder, log, ownerPid: process.pid, adopt, port });
      this.log.info(`PostgreSQL runs again, process ${this.server.postmaster.pid}`);
      return true;
    } finally {
      await starting.release();
    }
  }
}
