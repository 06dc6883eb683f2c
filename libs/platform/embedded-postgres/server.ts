import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from './error-code.js';
import type { Binaries } from './binaries.js';
import { connectionUrl, databaseName, writeConnectionFile } from './connection-file.js';
import type { ConnectionFile } from './connection-file.js';
import type { DataFolder } from './data-folder.js';
import { ServerFailedError } from './errors.js';
import { identifyProcess } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';
import { startProgram } from './programs.js';
import { disarmStalePidFile } from './postmaster.js';
import { serverPlace } from './server-place.js';
import type { ServerUser } from './server-user.js';

/** Where lines about the server go; a pino logger fits. */
export interface ServerLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface RunningServer {
  readonly connection: ConnectionFile;
  readonly postmaster: ProcessIdentity;
}

export interface ServerStart {
  readonly folder: DataFolder;
  readonly binaries: Binaries;
  readonly user: ServerUser;
  readonly connection: ConnectionFile;
  readonly ownerPid: number | null;
  readonly log: ServerLog;
  /** Undefined: any free port. */
  readonly port?: number | undefined;
  /** Further `-c` settings. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200' };
const startTimeoutMs = 120_000;

/** Starts the server on an existing cluster and waits until it serves the product's database. Under the start lock. */
export async function startServer(start: ServerStart): Promise<RunningServer> {
  const { folder, binaries, user, log } = start;
  await disarmStalePidFile(folder.clusterPath);
  const port = start.port ?? (await freePort());
  const { cwd, dataArgument } = await serverPlace(folder, folder.clusterPath, user);
  const flags = Object.entries({ ...settings, ...start.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const args = ['-D', dataArgument, '-p', String(port), ...flags];
  const child = startProgram({ program: binaries.postgres, args, user, cwd }, ['ignore', 'ignore', 'pipe']);
  const output = forwardLines(child.stderr, log);
  // Neither the server nor its pipe keeps a program alive that is otherwise done.
  child.unref();
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `it ended with ${code ?? signal}`));
  await Promise.race([once(child, 'spawn'), once(child, 'error')]).catch(() => undefined);
  const postmaster = child.pid === undefined ? undefined : await identifyProcess(child.pid);
  const connection = {
    ...start.connection,
    port,
    serverPid: child.pid ?? null,
    ownerPid: start.ownerPid,
    startedAt: new Date().toISOString(),
  };
  await untilServing(connection, () => ended ?? (postmaster === undefined ? 'it ended at once' : undefined), output);
  await writeConnectionFile(folder.connectionFile, connection);
  if (postmaster === undefined) throw new ServerFailedError('it ended at once', output());
  return { connection, postmaster };
}

/** Resolves when the server takes connections, and makes the product's database when it is missing. */
async function untilServing(connection: ConnectionFile, ended: () => string | undefined, output: () => string) {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const end = ended();
    if (end !== undefined) throw new ServerFailedError(end, output());
    try {
      return await ensureDatabase(connection);
    } catch (cause) {
      if (Date.now() > deadline || !isStarting(cause)) {
        throw new ServerFailedError('it does not serve', output(), { cause });
      }
      await sleep(30);
    }
  }
}

export async function ensureDatabase(connection: ConnectionFile): Promise<void> {
  const client = new pg.Client({
    connectionString: connectionUrl(connection, 'postgres'),
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(databaseName)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Not listening yet, or still recovering. */
function isStarting(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === '57P03' || code === undefined;
}

function forwardLines(stream: Readable | null, log: ServerLog): () => string {
  const recent: string[] = [];
  let rest = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      recent.push(line);
      if (recent.length > 20) recent.shift();
      const severe = /\b(FATAL|PANIC)\b/.test(line) && !line.includes('the database system is starting up');
      const level = severe ? 'error' : /\b(ERROR|WARNING)\b/.test(line) ? 'warn' : 'info';
      log[level](`postgres: ${line}`);
    }
  });
  if (stream !== null && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
  return () => recent.join('\n');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}
