import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpClient } from '#platform/testing/http-client.js';
import { removeFolder, temporaryFolder } from '#platform/testing/temporary-folder.js';
import type { ProductProcess } from '../setup/product-process.js';
import { compileProduct } from '../setup/product-program.js';
import type { ProductProgram } from '../setup/product-program.js';
import { descendantsOf, isRunning } from '../setup/processes.js';

let program: ProductProgram;
let parent: string;
let DATA_DIR: string;

beforeAll(async () => {
  program = await compileProduct();
  parent = await temporaryFolder();
  DATA_DIR = join(parent, 'data');
});

afterAll(async () => {
  await removeFolder(parent);
  await program.remove();
});

/** Also says how long it took. */
const refusal = async (settings: Readonly<Record<string, string>>) => {
  const begun = performance.now();
  const refused = program.start(settings);
  const { code } = await refused.ended;
  return { code, said: refused.stderr, logged: refused.stdout, ms: performance.now() - begun };
};

describe('wrong settings', () => {
  it.each([
    ['PORT', 'eighty'],
    ['TIME_ZONE', 'Asia/Atlantis'],
  ])('%s=%s: stops the start and names it, with what it must be', async (name, value) => {
    const { code, said, logged } = await refusal({ DATA_DIR, [name]: value });
    expect(code).toBe(1);
    expect(said).toContain(`- ${name} = "${value}"`);
    expect(said).not.toMatch(/^ {4}at /m);
    expect(logged).toBe('');
  });

  it('are all named at once, and what may hold a password is not repeated', async () => {
    const { code, said } = await refusal({
      DATABASE_URL: 'mysql://office:secret@db/x',
      LOG_LEVEL: 'loud',
      THROTTLE_SIGN_IN: '3',
    });
    expect(code).toBe(1);
    for (const name of ['DATABASE_URL', 'LOG_LEVEL', 'THROTTLE_SIGN_IN']) expect(said).toContain(`- ${name}`);
    expect(said).not.toContain('secret');
  });
});

describe('a data folder', () => {
  let first: ProductProcess;
  let admin: { readonly account: string; readonly password: string };

  beforeAll(async () => {
    first = program.start({ DATA_DIR, SHUTDOWN_TIMEOUT_MS: '1000' });
    await first.listening();
    admin = await first.firstAdmin();
  }, 60_000);

  afterAll(async () => {
    await first.kill();
  });

  it('given a first start, has one administrator, whose password is shown once and not logged', async () => {
    expect(first.stderr.split(admin.password)).toHaveLength(2);
    expect(first.stdout).not.toContain(admin.password);
    const client = new HttpClient(await first.listening());
    await expect(client.signIn(admin.account, admin.password)).resolves.toBeInstanceOf(HttpClient);
    expect(first.stdout).not.toContain(admin.password);
  });

  it('in use by a running program, is refused plainly and at once, and the program goes on', async () => {
    const { code, said, ms } = await refusal({ DATA_DIR });
    expect(ms).toBeLessThan(2_000);
    expect(code).toBe(1);
    expect(said).toContain(`正被进程 ${String(first.pid)} 使用`);
    expect(said).toContain(`is in use by process ${String(first.pid)}`);
    expect(said).not.toMatch(/^ {4}at /m);
    expect((await new HttpClient(await first.listening()).get('/health/ready')).status).toBe(200);
  });

  it('is left clean by SIGTERM: exit 0, no PostgreSQL, no process, whatever a client keeps open', async () => {
    const half = connect(Number(new URL(await first.listening()).port), '127.0.0.1', () => {
      half.write(
        'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
      );
    });
    half.on('error', () => undefined);
    await once(half, 'connect');
    await sleep(200);
    const family = await descendantsOf(first.pid);
    const postmaster = Number.parseInt(await readFile(join(DATA_DIR, 'postgres', 'postmaster.pid'), 'utf8'), 10);
    expect(family).toContain(postmaster);
    expect(await first.stop()).toEqual({ code: 0, signal: null });
    expect(half.destroyed || half.closed).toBe(true);
    expect((await Promise.all(family.map(isRunning))).filter(Boolean)).toEqual([]);
    await expect(readFile(join(DATA_DIR, 'postgres', 'postmaster.pid'))).rejects.toThrow('ENOENT');
  });

  it('started again, shows no password, and knows the old one', async () => {
    const again = program.start({ DATA_DIR });
    try {
      const client = new HttpClient(await again.listening());
      await expect(client.signIn(admin.account, admin.password)).resolves.toBeInstanceOf(HttpClient);
      await sleep(100);
      expect(again.stderr).toBe('');
    } finally {
      expect(await again.stop()).toEqual({ code: 0, signal: null });
    }
  });

  it('of somebody else is refused, and nothing in it is touched', async () => {
    const foreign = await temporaryFolder();
    await writeFile(join(foreign, 'thesis.txt'), 'mine');
    const { code, said } = await refusal({ DATA_DIR: foreign });
    expect(code).toBe(1);
    expect(said).toContain('thesis.txt');
    expect(await readFile(join(foreign, 'thesis.txt'), 'utf8')).toBe('mine');
    await removeFolder(foreign);
  });
});
