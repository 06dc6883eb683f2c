import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cleaner = fileURLToPath(new URL('./postgres-cleaner.mjs', import.meta.url));
const running = Symbol.for('test-postgres-cleaner');

/** Names the folder of this run's PostgreSQL, and starts what removes both when the run ends, in whatever way. */
export function setUp() {
  if (globalThis[running] !== undefined || process.env.TEST_DATABASE_URL) return;
  const folder = mkdtempSync(join(tmpdir(), 'branch-accountability-test-'));
  chmodSync(folder, 0o755);
  process.env.TEST_POSTGRES_FOLDER = folder;
  // It waits for the end of its standard input, which comes also when this process is killed.
  const child = spawn(process.execPath, [cleaner, folder], { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
  child.unref();
  child.stdin.unref?.();
  globalThis[running] = child;
}

export async function tearDown() {
  const child = globalThis[running];
  if (child === undefined) return;
  globalThis[running] = undefined;
  delete process.env.TEST_POSTGRES_FOLDER;
  child.ref();
  child.stdin.end();
  await once(child, 'exit');
}
