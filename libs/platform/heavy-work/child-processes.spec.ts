import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { transformFile } from '@swc/core';
import { removeFolder, temporaryFolder } from '../testing/temporary-folder.js';
import { ChildProcesses } from './child-processes.js';
import type { ChildProcessesOptions } from './child-processes.js';
import { TooMuchWork } from './heavy-work.js';

const SOURCES = ['heavy-work/serve-work', 'heavy-work/messages', 'spool/spool'];

/** Works as it is told: says something, throws, dies, never ends, or dies in the middle of its answer. */
const PROGRAM = `
import { writeSync } from 'node:fs';
import { serveWork } from './heavy-work/serve-work.js';
import { Spool } from './spool/spool.js';
serveWork(async (settings, { work, request }) => {
  const body = new Spool();
  if (work === 'say') body.write(settings.greeting.repeat(request.times));
  if (work === 'throw') throw new Error('it cannot be done');
  if (work === 'die') { writeSync(2, 'out of luck'); process.kill(process.pid, 'SIGKILL'); }
  if (work === 'die-in-the-middle') {
    body.write('x'.repeat(4_000_000));
    const pieces = body.pieces.bind(body);
    body.pieces = function* () { for (const piece of pieces()) { yield piece; process.kill(process.pid, 'SIGKILL'); } };
  }
  if (work === 'for-ever') await new Promise((resolve) => setTimeout(resolve, 3_600_000));
  return { outcome: { kind: work, pid: process.pid, args: process.argv.slice(2) }, body };
});`;

let folder: string;
let program: string;
let errors: string[];
let processes: ChildProcesses | undefined;

beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  for (const source of SOURCES) {
    const { code } = await transformFile(`libs/platform/${source}.ts`, { sourceMaps: false });
    await mkdir(join(folder, source, '..'), { recursive: true });
    await writeFile(join(folder, `${source}.js`), code);
  }
  program = join(folder, 'program.js');
  await writeFile(program, PROGRAM);
});

afterEach(() => processes?.onModuleDestroy());

afterAll(async () => {
  await rm(join(folder, 'node_modules'));
  await removeFolder(folder);
});

const start = (options: Partial<ChildProcessesOptions> = {}): ChildProcesses => {
  errors = [];
  const log = { error: (message: string): void => void errors.push(message) };
  processes = new ChildProcesses({ program, settings: { greeting: '你好 ' }, log, ...options });
  return processes;
};

const never = new AbortController().signal;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const pidOf = (outcome: object): number => ('pid' in outcome ? Number(outcome.pid) : 0);

describe('work in a process of its own', () => {
  it('answers with what it was told over its channel, and more than fits into any buffer; then it is gone', async () => {
    const { outcome, body, length } = await start().run({ work: 'say', request: { times: 500_000 } }, never);
    expect(outcome).toMatchObject({ kind: 'say', args: [] });
    const said = await text(body);
    expect(said).toBe('你好 '.repeat(500_000));
    expect(length).toBe(Buffer.byteLength(said));
    await sleep(500);
    expect(isAlive(pidOf(outcome))).toBe(false);
  });

  it.each([
    ['throw', /throw failed: Error: it cannot be done/],
    ['die', /die failed: its process ended with SIGKILL\nout of luck/],
  ])('that comes to %s is told as a failure, and logged with its last words', async (work, message) => {
    await expect(start().run({ work, request: {} }, never)).rejects.toMatchObject({
      name: 'WorkFailed',
      reason: 'error',
    });
    expect(errors).toEqual([expect.stringMatching(message)]);
  });

  it('that dies in the middle of its answer does not pass for whole', async () => {
    const { body } = await start().run({ work: 'die-in-the-middle', request: {} }, never);
    await expect(text(body)).rejects.toThrow('cut short');
  });

  it('that has no program is a failure', async () => {
    const missing = start({ program: join(folder, 'nothing.js') }).run({ work: 'say', request: {} }, never);
    await expect(missing).rejects.toMatchObject({ reason: 'error' });
  });
});

describe('work that goes on for ever', () => {
  const forEver = { work: 'for-ever', request: {} };

  it('is ended after its time', async () => {
    await expect(start({ timeoutMs: 300 }).run(forEver, never)).rejects.toMatchObject({ reason: 'too-long' });
  });

  it('is ended when nobody waits for it, and at the end of the program', async () => {
    const caller = new AbortController();
    const working = start().run(forEver, caller.signal);
    setTimeout(() => caller.abort(), 200);
    await expect(working).rejects.toMatchObject({ reason: 'stopped' });
    const again = start().run(forEver, never);
    setTimeout(() => processes?.onModuleDestroy(), 200);
    await expect(again).rejects.toMatchObject({ reason: 'stopped' });
    expect(errors).toEqual([]);
  });
});

describe('more work than is done at once', () => {
  it('waits for its turn as far as there is room, and is refused beyond', async () => {
    const atWork = start({ mostWaiting: 1 });
    const first = new AbortController();
    const order = { work: 'say', request: { times: 1 } };
    const running = atWork.run({ work: 'for-ever', request: {} }, first.signal);
    const waiting = atWork.run(order, never);
    await expect(atWork.run(order, never)).rejects.toBeInstanceOf(TooMuchWork);
    setTimeout(() => first.abort(), 100);
    await expect(running).rejects.toMatchObject({ reason: 'stopped' });
    expect(await text((await waiting).body)).toBe('你好 ');
  });

  it('gives its place to others when it waits no longer', async () => {
    const atWork = start({ mostWaiting: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const order = { work: 'say', request: { times: 1 } };
    const running = atWork.run({ work: 'for-ever', request: {} }, first.signal);
    const gone = atWork.run(order, second.signal);
    second.abort();
    await expect(gone).rejects.toMatchObject({ reason: 'stopped' });
    const next = atWork.run(order, never);
    first.abort();
    await expect(running).rejects.toMatchObject({ reason: 'stopped' });
    expect(await text((await next).body)).toBe('你好 ');
  });
});
