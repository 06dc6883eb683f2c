/** Compiles the sources of this checkout into a folder of its own and runs the measurement that is named there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transformFile } from '@swc/core';

/** No test, and nothing that is installed in a folder below. */
const SOURCE = /^(?!.*node_modules).*(?<!\.spec|\.d)\.ts$/;

const [name, ...words] = process.argv.slice(2);
const target = await mkdtemp(join(tmpdir(), 'branch-accountability-bench-'));
try {
  await cp('package.json', join(target, 'package.json'));
  await symlink(resolve('node_modules'), join(target, 'node_modules'));
  const sources = (await Promise.all(['apps', 'libs', 'test/bench', 'test/setup'].map(sourcesOf))).flat();
  await Promise.all(sources.map(compile));
  const main = join(target, 'dist', 'test', 'bench', `${name}.js`);
  const bench = spawn(process.execPath, [main, ...words], { stdio: 'inherit' });
  const [code] = await once(bench, 'exit');
  process.exitCode = code ?? 1;
} finally {
  await rm(target, { recursive: true, force: true });
}

async function sourcesOf(folder) {
  const paths = await readdir(folder, { recursive: true });
  return paths.filter((path) => SOURCE.test(path)).map((path) => join(folder, path));
}

async function compile(source) {
  const { code } = await transformFile(source, { sourceMaps: false });
  const path = join(target, 'dist', source.replace(/\.ts$/, '.js'));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
}
