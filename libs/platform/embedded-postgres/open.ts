import { connectionUrl, writeConnectionFile } from './connection-file.js';
import { DataFolder, lockWaitMs } from './data-folder.js';
import type { EmbeddedDatabase, EmbeddedOptions } from './embedded-database.js';
import { ensureServer } from './ensure-server.js';
import { DataDirInUseError } from './errors.js';
import { Presence } from './presence.js';
import type { HeldLock } from './process-lock.js';
import type { RunningServer, ServerLog } from './server.js';
import { stopServer } from './stop-server.js';
import { ServerSupervisor } from './supervisor.js';

/**
 * Opens the data folder as its one owner: makes the cluster when there is none, takes over what a killed owner left
 * running, and starts the server again, on the same port, whenever it dies; `onRestart` is called after each time.
 * @throws DataDirInUseError at once, when another living process owns the folder
 * @throws EmbeddedPostgresError when the folder or the machine does not allow it; the message says why
 */
export async function openEmbeddedPostgres(
  options: EmbeddedOptions & { readonly onRestart?: () => void },
): Promise<EmbeddedDatabase> {
  const folder = new DataFolder(options.dataDir);
  await folder.prepare();
  const ownership = await folder.ownerLock.tryAcquire();
  if ('heldBy' in ownership) throw new DataDirInUseError(folder.path, ownership.heldBy.pid);
  try {
    const server = await takeServer(folder, options.log);
    const supervisor = new ServerSupervisor(folder, server, options.log, options.onRestart);
    await supervisor.watch();
    let stopped: Promise<void> | undefined;
    return {
      url: connectionUrl(server.connection),
      owner: true,
      stop: () => (stopped ??= close(folder, supervisor, ownership)),
    };
  } catch (error) {
    await ownership.release();
    throw error;
  }
}

/**
 * A server that only its dead owner used is started anew: it then runs this version's binaries and settings, and its
 * output is ours. One that attached programs use goes on serving them, and belongs to us from now on.
 */
async function takeServer(folder: DataFolder, log: ServerLog): Promise<RunningServer> {
  const starting = await folder.startLock.acquire(lockWaitMs);
  try {
    const server = await ensureServer({ folder, log, ownerPid: process.pid, adopt: isUsed });
    if (server.connection.ownerPid === process.pid) return server;
    log.info(`taking over the running PostgreSQL, process ${server.postmaster.pid}, that attached programs use`);
    const connection = { ...server.connection, ownerPid: process.pid };
    await writeConnectionFile(folder.connectionFile, connection);
    return { ...server, connection };
  } finally {
    await starting.release();
  }
}

async function isUsed({ connection }: RunningServer): Promise<boolean> {
  const visit = await Presence.join(connection, () => undefined);
  try {
    return (await visit.others()) > 0;
  } finally {
    await visit.leave();
  }
}

async function close(folder: DataFolder, supervisor: ServerSupervisor, ownership: HeldLock): Promise<void> {
  await supervisor.end();
  const starting = await folder.startLock.acquire(lockWaitMs);
  try {
    await stopServer(folder);
  } finally {
    await starting.release();
    await ownership.release();
  }
}
