import { readConnectionFile, writeConnectionFile } from './connection-file.js';
import type { DataFolder } from './data-folder.js';
import { runningPostmaster, stopPostmaster } from './postmaster.js';

/** Stops whatever server runs on the folder and records that none does. Under the start lock. */
export async function stopServer(folder: DataFolder): Promise<void> {
  const postmaster = await runningPostmaster(folder.clusterPath);
  if (postmaster !== undefined) await stopPostmaster(postmaster);
  const connection = await readConnectionFile(folder.connectionFile);
  if (connection === undefined) return;
  const stopped = { ...connection, port: null, serverPid: null, ownerPid: null, startedAt: null };
  await writeConnectionFile(folder.connectionFile, stopped);
}
