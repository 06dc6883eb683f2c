import { locateBinaries } from './binaries.js';
import { ensureCluster } from './cluster.js';
import { readConnectionFile } from './connection-file.js';
import type { ConnectionFile } from './connection-file.js';
import type { DataFolder } from './data-folder.js';
import { runningPostmaster, stopPostmaster } from './postmaster.js';
import type { ProcessIdentity } from './process-identity.js';
import { ensureDatabase, startServer } from './server.js';
import type { RunningServer, ServerLog } from './server.js';
import { serverUser } from './server-user.js';

export interface EnsureServer {
  readonly folder: DataFolder;
  readonly log: ServerLog;
  readonly ownerPid: number | null;
  /** Whether a server that was found running may serve on; otherwise it is stopped and started anew. */
  readonly adopt: (running: RunningServer) => Promise<boolean>;
  readonly port?: number | undefined;
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

/**
 * Answers the server of the folder, adopted or newly started. The caller holds the start lock, so nobody else starts or
 * stops it meanwhile.
 */
export async function ensureServer({
  folder,
  log,
  ownerPid,
  adopt,
  port,
  settings,
}: EnsureServer): Promise<RunningServer> {
  const postmaster = await runningPostmaster(folder.clusterPath);
  if (postmaster !== undefined) {
    const running = await reachable(folder, postmaster);
    if (running !== undefined && (await adopt(running))) return running;
    log.info(`stopping the PostgreSQL that was left running, process ${postmaster.pid}`);
    await stopPostmaster(postmaster);
  }
  const user = await serverUser(folder.clusterPath);
  const binaries = await locateBinaries(user);
  const connection = await ensureCluster(folder, binaries, user);
  return startServer({ folder, binaries, user, connection, ownerPid, log, port, settings });
}

/** The running server, when the connection file is about this very process and opens it. */
async function reachable(folder: DataFolder, postmaster: ProcessIdentity): Promise<RunningServer | undefined> {
  const connection: ConnectionFile | undefined = await readConnectionFile(folder.connectionFile);
  if (connection === undefined || connection.serverPid !== postmaster.pid) return undefined;
  try {
    await ensureDatabase(connection);
    return { connection, postmaster };
  } catch {
    return undefined;
  }
}
