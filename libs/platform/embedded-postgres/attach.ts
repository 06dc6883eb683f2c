import { setTimeout as sleep } from 'node:timers/promises';
import { connectionUrl, readConnectionFile } from './connection-file.js';
import type { ConnectionFile } from './connection-file.js';
import { DataFolder, lockWaitMs } from './data-folder.js';
import type { EmbeddedDatabase, EmbeddedOptions } from './embedded-database.js';
import { ensureServer } from './ensure-server.js';
import { ServerFailedError } from './errors.js';
import { Presence } from './presence.js';
import { stopServer } from './stop-server.js';

const ownerPatienceMs = 60_000;

interface Attached {
  readonly connection: ConnectionFile;
  readonly presence: Presence;
}

/**
 * Uses the server of the data folder beside its owner and other attached programs. When nobody runs it, it is started
 * here, and stopped by the last attached program that ends, unless an owner has come meanwhile.
 * @throws EmbeddedPostgresError when the folder or the machine does not allow it; the message says why
 */
export async function attachEmbeddedPostgres({ dataDir, log }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = new DataFolder(dataDir);
  await folder.prepare();
  const deadline = Date.now() + ownerPatienceMs;
  for (;;) {
    const attached = await tryAttach(folder, log);
    if (attached !== undefined) {
      let stopped: Promise<void> | undefined;
      return {
        url: connectionUrl(attached.connection),
        owner: false,
        stop: () => (stopped ??= detach(folder, attached.presence)),
      };
    }
    if (Date.now() > deadline) throw new ServerFailedError(`the owner of ${folder.path} does not bring it up`, '');
    await sleep(100);
  }
}

/** Undefined: there is an owner and its server is down; only the owner brings that up again. */
async function tryAttach(folder: DataFolder, log: EmbeddedOptions['log']): Promise<Attached | undefined> {
  // An owner decides under this lock whether anybody uses the server that it found: nobody may join in between.
  const starting = await folder.startLock.acquire(lockWaitMs);
  try {
    if ((await folder.ownerLock.holder()) !== undefined) return await joinOwner(folder);
    const adopt = () => Promise.resolve(true);
    const { connection } = await ensureServer({ folder, log, ownerPid: null, adopt });
    return { connection, presence: await Presence.join(connection, () => undefined) };
  } finally {
    await starting.release();
  }
}

async function joinOwner(folder: DataFolder): Promise<Attached | undefined> {
  const connection = await readConnectionFile(folder.connectionFile);
  if (connection === undefined || connection.port === null) return undefined;
  try {
    return { connection, presence: await Presence.join(connection, () => undefined) };
  } catch {
    return undefined;
  }
}

async function detach(folder: DataFolder, presence: Presence): Promise<void> {
  const starting = await folder.startLock.acquire(lockWaitMs);
  try {
    const owned = (await folder.ownerLock.holder()) !== undefined;
    // A lost connection means that the server went away with whoever answers for it.
    const alone = !owned && (await presence.others().catch(() => Infinity)) === 0;
    await presence.leave();
    if (alone) await stopServer(folder);
  } finally {
    await starting.release();
  }
}
