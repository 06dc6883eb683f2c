import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { MadeCluster } from '../testing/made-cluster.js';
import { removeFolder, temporaryFolder } from '../testing/temporary-folder.js';
import type { EmbeddedDatabase } from './embedded-database.js';
import { DataDirForeignError, DataDirInUseError, DataDirUnwritableError, DataDirVersionError } from './errors.js';
import { openEmbeddedPostgres } from './open.js';
import { runningPostmaster, waitForEnd } from './postmaster.js';

const lines: string[] = [];
const keep = (message: string) => void lines.push(message);
const log = { info: keep, warn: keep, error: keep };

let made: MadeCluster;
let parent: string;
let dataDir: string;
let opened: EmbeddedDatabase[];

beforeAll(async () => {
  made = await MadeCluster.make();
}, 60_000);

afterAll(() => made.remove());

beforeEach(async () => {
  parent = await temporaryFolder();
  dataDir = join(parent, 'data');
  opened = [];
  lines.length = 0;
});

afterEach(async () => {
  await Promise.all(opened.map((database) => database.stop()));
  await removeFolder(parent);
}, 60_000);

/** Where the database was open before. */
async function reopen(options: { onRestart?: () => void } = {}): Promise<EmbeddedDatabase> {
  await made.copyTo(dataDir);
  return open(options);
}

async function open(options: { onRestart?: () => void } = {}): Promise<EmbeddedDatabase> {
  const database = await openEmbeddedPostgres({ dataDir, log, ...options });
  opened.push(database);
  return database;
}

describe('the embedded PostgreSQL', () => {
  it('given an empty folder, makes a durable UTF-8 server on the loopback only, whatever the locale', async () => {
    const language = process.env['LANG'];
    delete process.env['LANG'];
    const { url, owner } = await open();
    if (language !== undefined) process.env['LANG'] = language;

    expect(owner).toBe(true);
    expect(url).toMatch(/^postgres:\/\/postgres:[0-9a-f]{48}@127\.0\.0\.1:\d+\/branch_accountability$/);
    expect(await query(url, `SELECT length('党建') AS length, upper('é') AS upper, '党' ~ '\\w' AS word`)).toEqual([
      { length: 2, upper: 'É', word: true },
    ]);
    const settings = await query(
      url,
      `SELECT name, setting FROM pg_settings WHERE name IN
       ('fsync', 'data_checksums', 'listen_addresses', 'unix_socket_directories', 'password_encryption', 'server_encoding')`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      data_checksums: 'on',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      password_encryption: 'scram-sha-256',
      server_encoding: 'UTF8',
    });
    expect((await stat(join(dataDir, 'connection.json'))).mode & 0o777).toBe(0o600);
    expect(lines.join('\n')).toContain('ready to accept connections');
  }, 60_000);

  it('given a wrong password, lets nobody in', async () => {
    const { url } = await reopen();
    await expect(query(url.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password');
  }, 60_000);

  it('keeps the data over stop and start, and stops once however often it is told', async () => {
    const first = await reopen();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    await Promise.all([first.stop(), first.stop()]);
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    const again = await open();
    expect(await query(again.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  }, 60_000);

  it('refuses a second owner within two seconds and names the folder and the first', async () => {
    await reopen();
    const begun = Date.now();
    const refusal = await openEmbeddedPostgres({ dataDir, log }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataDirInUseError);
    expect(String(refusal)).toContain(dataDir);
    expect(String(refusal)).toContain(String(process.pid));
    expect(Date.now() - begun).toBeLessThan(2000);
  }, 60_000);

  it('given two owners at the same instant on an empty folder, lets one in', async () => {
    const outcomes = await Promise.allSettled([open(), open(), open()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(DataDirInUseError);
    }
  }, 60_000);

  it('when its server is killed, starts it again on the same port and says so', async () => {
    let restarted = () => undefined as void;
    const restart = new Promise<void>((resolve) => (restarted = resolve));
    const { url } = await reopen({ onRestart: () => restarted() });
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS n');
    const postmaster = await runningPostmaster(join(dataDir, 'postgres'));
    process.kill(postmaster?.pid ?? 0, 'SIGKILL');
    await restart;
    expect(await query(url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
    expect(lines.join('\n')).toContain('has died; starting it again');
  }, 60_000);

  it('when it is stopped while its server is down, leaves none behind', async () => {
    const database = await reopen();
    const postmaster = await runningPostmaster(join(dataDir, 'postgres'));
    if (postmaster === undefined) throw new Error('no server');
    process.kill(postmaster.pid, 'SIGKILL');
    await waitForEnd(postmaster, 5000);
    await database.stop();
    expect(await runningPostmaster(join(dataDir, 'postgres'))).toBeUndefined();
  }, 60_000);

  it('given a stale pid file whose pid now belongs to another program of the same user, starts', async () => {
    await made.copyTo(dataDir);
    const { uid, gid } = await stat(join(dataDir, 'postgres'));
    const stranger = spawn('sleep', ['60'], { cwd: '/', ...(process.getuid?.() === 0 ? { uid, gid } : {}) });
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    await writeFile(pidFile, `${stranger.pid}\n${dataDir}/postgres\n1700000000\n5432\n\n127.0.0.1\n0 0\nready\n`);
    await chown(pidFile, uid, gid);
    const { url } = await open().finally(() => stranger.kill());
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(stranger.signalCode ?? 'SIGTERM').toBe('SIGTERM');
  }, 60_000);

  it('given a lost connection file, sets a new password and keeps the data', async () => {
    const first = await reopen();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    await first.stop();
    await removeFolder(join(dataDir, 'connection.json'));
    const again = await open();
    expect(await query(again.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  }, 60_000);

  it('given what a killed initdb left, cleans up and starts', async () => {
    await made.copyTo(dataDir);
    await removeFolder(join(dataDir, 'postgres'));
    await mkdir(join(dataDir, 'postgres.new-0123', 'cluster', 'base'), { recursive: true });
    await writeFile(join(dataDir, 'postgres.new-0123', 'cluster', 'PG_VERSION'), '18\n');
    const { url } = await open();
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await expect(stat(join(dataDir, 'postgres.new-0123'))).rejects.toThrow('ENOENT');
  }, 60_000);
});

describe('a folder that is not for us', () => {
  it('made by another major version: refused, untouched', async () => {
    await made.copyTo(dataDir);
    const versionFile = join(dataDir, 'postgres', 'PG_VERSION');
    await writeFile(versionFile, '16\n');
    const refusal = await open().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataDirVersionError);
    expect(String(refusal)).toContain('PostgreSQL 16');
    await writeFile(versionFile, '18\n');
    await expect(open()).resolves.toBeDefined();
  }, 60_000);

  it('with somebody else’s files: refused, nothing added', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'thesis.odt'), 'precious');
    await expect(open()).rejects.toBeInstanceOf(DataDirForeignError);
    await expect(stat(join(dataDir, 'locks'))).rejects.toThrow('ENOENT');
    expect(await readFile(join(dataDir, 'thesis.odt'), 'utf8')).toBe('precious');
  });

  it('with a folder called postgres that is no cluster: refused', async () => {
    await mkdir(join(dataDir, 'locks'), { recursive: true });
    await mkdir(join(dataDir, 'postgres'));
    await writeFile(join(dataDir, 'postgres', 'notes.txt'), '');
    await expect(open()).rejects.toBeInstanceOf(DataDirForeignError);
  });

  it('that cannot exist: a message that names it', async () => {
    await writeFile(dataDir, 'a file');
    const below = join(dataDir, 'below');
    const refusal = await openEmbeddedPostgres({ dataDir: below, log }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataDirUnwritableError);
    expect(String(refusal)).toContain(below);
  });
});

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
