import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that only this user may enter. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'branch-accountability-data-'));
}

export function removeFolder(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
