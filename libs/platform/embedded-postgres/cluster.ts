import { randomBytes } from 'node:crypto';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { readConnectionFile, superuser, writeConnectionFile } from './connection-file.js';
import type { ConnectionFile } from './connection-file.js';
import type { DataFolder } from './data-folder.js';
import { syncFolder } from './durable-file.js';
import { runProgram } from './programs.js';
import { serverPlace } from './server-place.js';
import type { ServerUser } from './server-user.js';

/**
 * UTF-8 by PostgreSQL's own rules for characters, so that neither LANG nor the locales of the machine change what a
 * character, a length or an order is.
 */
const initdbOptions = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--text-search-config=simple',
  '--auth=scram-sha-256',
  `--username=${superuser}`,
  '--data-checksums',
  '--no-instructions',
];

/** An initdb whose parent was killed may still write for a moment. */
const thoroughly = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 };

/**
 * Makes the cluster unless there is one, and answers how to sign in to it. To be called under the start lock.
 * The cluster is made under another name and renamed when whole: a kill half-way leaves nothing that looks like one.
 */
export async function ensureCluster(folder: DataFolder, binaries: Binaries, user: ServerUser): Promise<ConnectionFile> {
  const leftovers = await folder.stagingLeftovers();
  await Promise.all(leftovers.map((path) => rm(path, thoroughly)));
  const known = await readConnectionFile(folder.connectionFile);
  await folder.requireVersion(binaries.major);
  if ((await folder.clusterVersion()) !== undefined) return known ?? (await resetPassword(folder, binaries, user));
  const connection = freshConnection();
  // Before the cluster exists under its name: a cluster without its password would be a locked door.
  await writeConnectionFile(folder.connectionFile, connection);
  await initialise(folder, binaries, user, connection.password);
  return connection;
}

async function initialise(folder: DataFolder, { initdb }: Binaries, user: ServerUser, password: string): Promise<void> {
  const staging = folder.stagingPath(randomBytes(6).toString('hex'));
  const made = join(staging, 'cluster');
  const passwordFile = join(staging, 'password');
  try {
    await mkdir(made, { recursive: true, mode: 0o700 });
    const place = await serverPlace(folder, made, user);
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
    if (user !== undefined) {
      await Promise.all([staging, made, passwordFile].map((path) => chown(path, user.uid, user.gid)));
    }
    const pwfile = place.cwd === '/' ? passwordFile : `${place.dataArgument}/../password`;
    await runProgram({
      program: initdb,
      args: [`--pgdata=${place.dataArgument}`, `--pwfile=${pwfile}`, ...initdbOptions],
      user,
      cwd: place.cwd,
    });
    await rename(made, folder.clusterPath);
    await syncFolder(folder.path);
  } finally {
    await rm(staging, thoroughly);
  }
}

/**
 * For a cluster whose connection file was lost: single-user mode needs no password, only the right to read the files.
 * The server must not be running.
 */
async function resetPassword(folder: DataFolder, { postgres }: Binaries, user: ServerUser): Promise<ConnectionFile> {
  const connection = freshConnection();
  const { cwd, dataArgument } = await serverPlace(folder, folder.clusterPath, user);
  const args = ['--single', '-D', dataArgument, '-c', 'password_encryption=scram-sha-256', 'postgres'];
  const statement = `ALTER ROLE ${superuser} PASSWORD '${connection.password}'\n`;
  await runProgram({ program: postgres, args, user, cwd }, statement);
  await writeConnectionFile(folder.connectionFile, connection);
  return connection;
}

function freshConnection(): ConnectionFile {
  const password = randomBytes(24).toString('hex');
  return { password, port: null, serverPid: null, ownerPid: null, startedAt: null };
}
