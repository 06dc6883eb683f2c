import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './errors.js';

const execute = promisify(execFile);

/** The user and group that run the server; undefined: those of this process. */
export type ServerUser = { readonly uid: number; readonly gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root: started by root it runs as the owner of the cluster, or, before there is a cluster,
 * as the system's user `postgres`, which is created when missing.
 */
export async function serverUser(clusterPath: string): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return undefined;
  const cluster = await stat(clusterPath).catch(() => undefined);
  if (cluster !== undefined && cluster.uid !== 0) return { uid: cluster.uid, gid: cluster.gid };
  return (await idsOf('postgres')) ?? (await createUser());
}

async function idsOf(name: string): Promise<ServerUser> {
  try {
    const [uid, gid] = await Promise.all([execute('id', ['-u', name]), execute('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function createUser(): Promise<ServerUser> {
  try {
    // The group may exist without the user.
    await execute('groupadd', ['--system', 'postgres']).catch(() => undefined);
    await execute('useradd', [
      '--system',
      '--gid',
      'postgres',
      '--no-create-home',
      '--shell',
      '/bin/false',
      'postgres',
    ]);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'no-server-user',
      'PostgreSQL 不能以 root 运行，且无法建立用户 postgres。请先建立该用户，或以普通用户启动。\n' +
        'PostgreSQL does not run as root, and the user "postgres" could not be created. Create it, or start as an ordinary user.',
      { cause },
    );
  }
  return idsOf('postgres');
}
