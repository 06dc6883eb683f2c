/** Waits for the end of its input, then stops the PostgreSQL of the folder it was given and removes the folder. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const folder = process.argv[2];

for await (const _ of process.stdin);

const pid = Number.parseInt(read(join(folder, 'postgres', 'postmaster.pid')), 10);
if (pid > 0) {
  // Nothing in it is worth a checkpoint.
  signal(pid, 'SIGQUIT');
  for (let waited = 0; waited < 10_000 && isAlive(pid); waited += 20) await sleep(20);
}
rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(process) {
  const state = read(`/proc/${process}/stat`).split(') ')[1];
  return signal(process, 0) && !state?.startsWith('Z');
}

function signal(process, name) {
  try {
    globalThis.process.kill(process, name);
    return true;
  } catch {
    return false;
  }
}
