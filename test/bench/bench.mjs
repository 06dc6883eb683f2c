/** Compiles this checkout into a folder of its own, installs what it is compared with, and runs the table. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
await installPeers();
const target = await mkdtemp(join(tmpdir(), 'branch-accountability-bench-'));
try {
  await cp('package.json', join(target, 'package.json'));
  await symlink(resolve('node_modules'), join(target, 'node_modules'));
  const sources = (await Promise.all(['apps', 'libs', 'test/setup', 'test/bench'].map(sourcesOf))).flat();
  await Promise.all(sources.map(compile));
  const bench = spawn(process.execPath, [join(target, 'dist/test/bench/main.js'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // The bench hears the same signal, and ends in order.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => bench.kill(signal));
  const [code] = await once(bench, 'exit');
  process.exitCode = code ?? 1;
} finally {
  await rm(target, { recursive: true, force: true });
}

/** They stand in their own folder with their own lock, and are no dependency of the product. */
async function installPeers() {
  const installed = await readFile('test/bench/node_modules/.installed-lock', 'utf8').catch(() => undefined);
  const wanted = await readFile('test/bench/package-lock.json', 'utf8');
  if (installed === wanted) return;
  const npm = spawn('npm', ['ci', '--prefix', 'test/bench', '--ignore-scripts', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const [code] = await once(npm, 'exit');
  // Rows that need them say so; the others do not wait for a network.
  if (code === 0) await writeFile('test/bench/node_modules/.installed-lock', wanted);
}

async function sourcesOf(folder) {
  const paths = await readdir(folder, { recursive: true });
  return paths
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.includes('node_modules'))
    .map((path) => join(folder, path));
}

async function compile(source) {
  const { code } = await transformFile(source, { sourceMaps: false });
  const path = join(target, 'dist', source.replace(/\.ts$/, '.js'));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
}
