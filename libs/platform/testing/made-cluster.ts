import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openEmbeddedPostgres } from '../embedded-postgres/open.js';
import { removeFolder, temporaryFolder } from './temporary-folder.js';

const execute = promisify(execFile);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A data folder that was in use and is at rest, to be copied by tests that are not about the making of a cluster. */
export class MadeCluster {
  private constructor(private readonly parent: string) {}

  static async make(): Promise<MadeCluster> {
    const parent = await temporaryFolder();
    await (await openEmbeddedPostgres({ dataDir: join(parent, 'data'), log })).stop();
    return new MadeCluster(parent);
  }

  /** With owners and modes; `dataDir` must not be there yet. */
  async copyTo(dataDir: string): Promise<void> {
    await execute('cp', ['-a', join(this.parent, 'data'), dataDir]);
  }

  remove(): Promise<void> {
    return removeFolder(this.parent);
  }
}
