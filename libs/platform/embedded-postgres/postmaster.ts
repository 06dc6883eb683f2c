import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeDurably } from './durable-file.js';
import { errorCode } from './error-code.js';
import { ServerFailedError } from './errors.js';
import { identifyProcess, isAlive, isProgramIn } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';

/**
 * The server that runs on a cluster, by PostgreSQL's own pid file. A pid that now belongs to another program is not it.
 */
export async function runningPostmaster(clusterPath: string): Promise<ProcessIdentity | undefined> {
  const pid = await pidFromFile(clusterPath);
  if (pid === undefined) return undefined;
  const identity = await identifyProcess(pid);
  if (identity === undefined) return undefined;
  return (await isProgramIn(pid, 'postgres', clusterPath)) ? identity : undefined;
}

/**
 * PostgreSQL refuses to start while the pid of a stale file belongs to any living process of the same user. Naming its
 * own parent there makes it see that the file is stale; removing the file would also remove its guard against backends
 * of the dead server, which the other lines of the file are for.
 */
export async function disarmStalePidFile(clusterPath: string): Promise<void> {
  const path = pidFile(clusterPath);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  // Never a half-written one, which PostgreSQL would not start on.
  await writeDurably(path, text.replace(/^\d+/, String(process.pid)));
}

/**
 * Fast shutdown: open transactions are rolled back, everything is on disk when it ends.
 * @throws ServerFailedError when it is still there after `timeoutMs`
 */
export async function stopPostmaster(postmaster: ProcessIdentity, timeoutMs = 60_000): Promise<void> {
  if (await isAlive(postmaster)) signal(postmaster.pid, 'SIGINT');
  if (await waitForEnd(postmaster, timeoutMs)) return;
  // Without its shutdown checkpoint; the next start recovers from the write-ahead log.
  signal(postmaster.pid, 'SIGQUIT');
  if (await waitForEnd(postmaster, 10_000)) return;
  throw new ServerFailedError(`process ${postmaster.pid} does not stop`, '');
}

export async function waitForEnd(postmaster: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (await isAlive(postmaster)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const gone = errorCode(error) === 'ESRCH';
    if (!gone) throw error;
  }
}

async function pidFromFile(clusterPath: string): Promise<number | undefined> {
  const text = await readFile(pidFile(clusterPath), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
}

function pidFile(clusterPath: string): string {
  return join(clusterPath, 'postmaster.pid');
}
