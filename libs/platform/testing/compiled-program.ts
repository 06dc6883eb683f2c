import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { transformFile } from '@swc/core';

/** A folder of our sources, compiled, to be run by processes that a test may kill. */
export interface CompiledProgram {
  /** Starts `script`, an ES module whose relative imports (`./name.js`) are those sources. */
  start(script: string, args: readonly string[]): Promise<ChildProcess>;
  remove(): Promise<void>;
}

/** Compiles the files of one folder that import nothing outside of it but packages. */
export async function compileFolder(source: string): Promise<CompiledProgram> {
  const target = await mkdtemp(join(tmpdir(), 'branch-accountability-program-'));
  const sources = (await readdir(source)).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  await mkdir(join(target, 'program'));
  await writeFile(join(target, 'package.json'), '{ "type": "module" }');
  await symlink(resolve('node_modules'), join(target, 'node_modules'));
  await Promise.all(
    sources.map(async (name) => {
      const { code } = await transformFile(join(source, name), { sourceMaps: false });
      await writeFile(join(target, 'program', name.replace(/\.ts$/, '.js')), code);
    }),
  );
  let scripts = 0;
  return {
    start: async (script, args) => {
      const path = join(target, 'program', `script-${(scripts += 1)}.mjs`);
      await writeFile(path, script);
      const child = fork(path, args, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      await once(child, 'spawn');
      return child;
    },
    remove: () => rm(target, { recursive: true, force: true }),
  };
}

/** The next message that the process sends; rejects when it ends instead. */
export function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolveMessage, reject) => {
    child.once('message', resolveMessage);
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)));
  });
}
