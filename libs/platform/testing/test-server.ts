import { DataFolder, lockWaitMs } from '../embedded-postgres/data-folder.js';
import { connectionUrl } from '../embedded-postgres/connection-file.js';
import { ensureServer } from '../embedded-postgres/ensure-server.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The data are thrown away with the run: no waiting for the disk. */
const throwaway = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

let started: Promise<string> | undefined;

/**
 * The server of this test run: the one that TEST_DATABASE_URL names, else an embedded one that the first spec file to
 * need it starts and all share. Jest's global setup names its folder and sees to its end.
 */
export function testServerUrl(): Promise<string> {
  started ??= start();
  return started;
}

async function start(): Promise<string> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  const path = process.env['TEST_POSTGRES_FOLDER'];
  if (path === undefined)
    throw new Error('TEST_POSTGRES_FOLDER is missing: run jest with the configuration of this repository');
  const folder = new DataFolder(path);
  await folder.prepare();
  const lock = await folder.startLock.acquire(lockWaitMs);
  try {
    const adopt = () => Promise.resolve(true);
    const { connection } = await ensureServer({ folder, log: silent, ownerPid: null, adopt, settings: throwaway });
    return connectionUrl(connection, 'postgres');
  } finally {
    await lock.release();
  }
}
