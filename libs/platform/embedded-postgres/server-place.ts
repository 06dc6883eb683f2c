import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DataFolder } from './data-folder.js';
import { DataDirUnreachableError } from './errors.js';
import { runProgram } from './programs.js';
import type { ServerUser } from './server-user.js';

/** The `cwd` and `-D` with which a program run by `user` finds a cluster. */
export interface ServerPlace {
  readonly cwd: string;
  readonly dataArgument: string;
}

/**
 * A folder below one that the server's user may not enter (as /root) is still usable on Linux: we enter it as root, and
 * the server names it by its own working directory, which needs no right on the folders above. PostgreSQL's processes
 * never leave that directory.
 * @throws DataDirUnreachableError where the system has no such name
 */
export async function serverPlace(folder: DataFolder, clusterPath: string, user: ServerUser): Promise<ServerPlace> {
  if (user === undefined || (await canEnter(folder.path, user))) return { cwd: '/', dataArgument: clusterPath };
  const hasProc = await access('/proc/self/cwd', constants.F_OK).then(
    () => true,
    () => false,
  );
  if (!hasProc) throw new DataDirUnreachableError(folder.path, await blockedAt(folder.path, user), user.uid);
  return { cwd: clusterPath, dataArgument: '/proc/self/cwd' };
}

async function canEnter(path: string, user: ServerUser): Promise<boolean> {
  try {
    await runProgram({ program: '/bin/sh', args: ['-c', 'cd "$1"', 'sh', path], user, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

/** The highest folder that keeps the user out. */
async function blockedAt(path: string, user: { uid: number; gid: number }): Promise<string> {
  const parent = dirname(path);
  if (parent !== path) {
    const above = await blockedAt(parent, user);
    if (above !== '') return above;
  }
  const { mode, uid, gid } = await stat(path);
  const needed = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & needed) === 0 ? path : '';
}
