import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { connectionUrl } from '#platform/embedded-postgres/connection-file.js';
import { DataFolder } from '#platform/embedded-postgres/data-folder.js';
import { ensureServer } from '#platform/embedded-postgres/ensure-server.js';
import { waitForEnd } from '#platform/embedded-postgres/postmaster.js';
import type { RunningServer } from '#platform/embedded-postgres/server.js';
import { temporaryFolder } from '#platform/testing/temporary-folder.js';

const CLEANER = fileURLToPath(new URL('./postgres-cleaner.mjs', import.meta.url));
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A PostgreSQL that nobody but a test starts and stops; it goes with the test, in whatever way that ends. */
export class OwnPostgres {
  private constructor(
    private readonly folder: DataFolder,
    private readonly settings: Readonly<Record<string, string>>,
    private readonly cleaner: ChildProcess,
    private server: RunningServer,
  ) {}

  /** `settings`: beside those that the product gives its own. */
  static async make(settings: Readonly<Record<string, string>> = {}): Promise<OwnPostgres> {
    const path = await temporaryFolder();
    // It waits for the end of its standard input, which comes also when this process is killed.
    const cleaner = spawn(process.execPath, [CLEANER, path], { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
    const folder = new DataFolder(path);
    await folder.prepare();
    return new OwnPostgres(folder, settings, cleaner, await run(folder, settings));
  }

  /** The same over every start. */
  get url(): string {
    return connectionUrl(this.server.connection);
  }

  /** As `pg_ctl stop -m immediate`: nothing is written any more, everybody is cut off. */
  async stopImmediately(): Promise<void> {
    const { postmaster } = this.server;
    process.kill(postmaster.pid, 'SIGQUIT');
    if (!(await waitForEnd(postmaster, 10_000))) throw new Error('PostgreSQL does not stop');
  }

  /** Resolves when it serves, on the port that it had. */
  async start(): Promise<void> {
    this.server = await run(this.folder, this.settings, this.server.connection.port ?? undefined);
  }

  async remove(): Promise<void> {
    this.cleaner.stdin?.end();
    await once(this.cleaner, 'exit');
  }
}

const run = (folder: DataFolder, settings: Readonly<Record<string, string>>, port?: number): Promise<RunningServer> =>
  ensureServer({ folder, log, ownerPid: null, adopt: () => Promise.resolve(true), port, settings });
