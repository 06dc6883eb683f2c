import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transformFile } from '@swc/core';
import { ProductProcess } from './product-process.js';

/** The program as it is built for users, in a folder of its own, to be run by processes that a test may kill. */
export interface ProductProgram {
  /** Path of `apps/worker/main`, for a product that a test runs in its own process. */
  readonly worker: string;
  /** Path of `apps/cli/main`. */
  readonly cli: string;
  /** Starts `apps/api/main`, or that of another program; its settings are these and no others. */
  start(settings: Readonly<Record<string, string>>, app?: string): ProductProcess;
  /** Adds one more, `apps/<app>/main`, of this text. */
  add(app: string, script: string): Promise<void>;
  remove(): Promise<void>;
}

const isSource = (path: string): boolean => path.endsWith('.ts') && !path.endsWith('.spec.ts');

const sourcesOf = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter(isSource).map((path) => join(folder, path));

/**
 * Compiles the sources of this checkout, so that a build that runs at the same time is in nobody's way. `change` makes
 * another program of them.
 */
export const compileProduct = async (
  change: (source: string, code: string) => string = (_source, code) => code,
): Promise<ProductProgram> => {
  const target = await mkdtemp(join(tmpdir(), 'branch-accountability-product-'));
  const sources = (await Promise.all(['apps', 'libs'].map(sourcesOf))).flat();
  await cp('package.json', join(target, 'package.json'));
  await symlink(resolve('node_modules'), join(target, 'node_modules'));
  await Promise.all(
    sources.map(async (source) => {
      const { code } = await transformFile(source, { sourceMaps: false });
      const path = join(target, 'dist', source.replace(/\.ts$/, '.js'));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, change(source, code));
    }),
  );
  const program = (name: string): string => join(target, 'dist', 'apps', name, 'main.js');
  return {
    worker: program('worker'),
    cli: program('cli'),
    start: (settings, app = 'api') => new ProductProcess(program(app), settings),
    add: async (app, script) => {
      await mkdir(dirname(program(app)), { recursive: true });
      await writeFile(program(app), script);
    },
    remove: () => rm(target, { recursive: true, force: true }),
  };
};
