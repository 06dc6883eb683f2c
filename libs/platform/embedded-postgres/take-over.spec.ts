import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { compileFolder, nextMessage } from '../testing/compiled-program.js';
import type { CompiledProgram } from '../testing/compiled-program.js';
import { MadeCluster } from '../testing/made-cluster.js';
import { removeFolder, temporaryFolder } from '../testing/temporary-folder.js';
import { attachEmbeddedPostgres } from './attach.js';
import type { EmbeddedDatabase } from './embedded-database.js';
import { DataDirInUseError } from './errors.js';
import { openEmbeddedPostgres } from './open.js';
import { runningPostmaster } from './postmaster.js';

/** Opens or attaches, sends the url, stops on any message. */
const script = `
  import { openEmbeddedPostgres } from './open.js';
  import { attachEmbeddedPostgres } from './attach.js';
  const [how, dataDir] = process.argv.slice(2);
  const silent = { info() {}, warn() {}, error() {} };
  const open = how === 'open' ? openEmbeddedPostgres : attachEmbeddedPostgres;
  process.once('message', async () => { await (await database).stop(); process.disconnect(); });
  const database = open({ dataDir, log: silent });
  process.send((await database).url);
`;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let program: CompiledProgram;
let made: MadeCluster;
let parent: string;
let dataDir: string;
let opened: EmbeddedDatabase[];
let children: ChildProcess[];

beforeAll(async () => {
  [program, made] = await Promise.all([compileFolder(import.meta.dirname), MadeCluster.make()]);
}, 60_000);

afterAll(() => Promise.all([program.remove(), made.remove()]));

beforeEach(async () => {
  parent = await temporaryFolder();
  dataDir = join(parent, 'data');
  opened = [];
  children = [];
});

afterEach(async () => {
  await Promise.all(children.map(kill));
  await Promise.all(opened.map((database) => database.stop()));
  // Takes over and ends whatever a failed test left running.
  await (await openEmbeddedPostgres({ dataDir, log })).stop();
  await removeFolder(parent);
}, 60_000);

async function open(): Promise<EmbeddedDatabase> {
  const database = await openEmbeddedPostgres({ dataDir, log });
  opened.push(database);
  return database;
}

async function attach(): Promise<EmbeddedDatabase> {
  const database = await attachEmbeddedPostgres({ dataDir, log });
  opened.push(database);
  return database;
}

async function startChild(how: 'open' | 'attach'): Promise<{ child: ChildProcess; url: string }> {
  const child = await program.start(script, [how, dataDir]);
  children.push(child);
  return { child, url: String(await nextMessage(child)) };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const serverRuns = async () => (await runningPostmaster(join(dataDir, 'postgres'))) !== undefined;

describe('a folder whose owner is another process', () => {
  it('is refused while that lives, and taken over with its data when it was killed', async () => {
    await made.copyTo(dataDir);
    const { child, url } = await startChild('open');
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS n');
    await expect(openEmbeddedPostgres({ dataDir, log })).rejects.toBeInstanceOf(DataDirInUseError);
    await kill(child);
    expect(await serverRuns()).toBe(true);

    const next = await open();
    expect(await query(next.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
    await next.stop();
    expect(await serverRuns()).toBe(false);
  }, 60_000);

  it('killed while it makes the cluster: the next one starts', async () => {
    for (const afterMs of [150, 400, 700]) {
      const child = await program.start(script, ['open', dataDir]);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await kill(child);
    }
    const { url } = await open();
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  }, 60_000);

  it('is open to attached programs, which leave the server to it', async () => {
    await made.copyTo(dataDir);
    const { url } = await startChild('open');
    const attached = await attach();
    expect(attached).toMatchObject({ url, owner: false });
    await attached.stop();
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  }, 60_000);
});

describe('a folder without an owner', () => {
  it('is served for attached programs until the last of them ends, whoever began', async () => {
    await made.copyTo(dataDir);
    const { child, url } = await startChild('attach');
    const second = await attach();
    expect(second.url).toBe(url);
    child.send('stop');
    await once(child, 'exit');
    expect(await query(second.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await second.stop();
    expect(await serverRuns()).toBe(false);
  }, 60_000);

  it('stays served for the owner that comes while a program is attached, also after that ends or is killed', async () => {
    await made.copyTo(dataDir);
    const { child, url } = await startChild('attach');
    const { child: killed } = await startChild('attach');
    const owner = await open();
    expect(owner).toMatchObject({ url, owner: true });
    child.send('stop');
    await once(child, 'exit');
    await kill(killed);
    expect(await query(owner.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await owner.stop();
    expect(await serverRuns()).toBe(false);
  }, 60_000);

  it('left served by a killed program is ended by the next attached one', async () => {
    await made.copyTo(dataDir);
    const { child } = await startChild('attach');
    await kill(child);
    const attached = await attach();
    expect(await query(attached.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await attached.stop();
    expect(await serverRuns()).toBe(false);
  }, 60_000);

  it('given an owner and programs that come at the same instant, serves all from one server', async () => {
    const all = await Promise.all([attach(), open(), attach(), startChild('attach')]);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
  }, 60_000);
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
