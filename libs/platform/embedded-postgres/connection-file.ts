import { readFile } from 'node:fs/promises';
import { writeDurably } from './durable-file.js';

export const databaseName = 'branch_accountability';
export const superuser = 'postgres';

/** How to reach the server of a data folder; kept while it is stopped too, because only this file knows the password. */
export interface ConnectionFile {
  readonly password: string;
  /** Null while no server was started. */
  readonly port: number | null;
  readonly serverPid: number | null;
  /** The process that answers for the server; null when only attached programs use it. */
  readonly ownerPid: number | null;
  readonly startedAt: string | null;
}

/** Undefined when the file is missing or unreadable as such. */
export async function readConnectionFile(path: string): Promise<ConnectionFile | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isConnectionFile(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export async function writeConnectionFile(path: string, connection: ConnectionFile): Promise<void> {
  await writeDurably(path, `${JSON.stringify(connection, undefined, 2)}\n`);
}

export function connectionUrl({ password, port }: ConnectionFile, database = databaseName): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}

function isConnectionFile(value: unknown): value is ConnectionFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'password' in value &&
    typeof value.password === 'string' &&
    'port' in value &&
    (value.port === null || typeof value.port === 'number')
  );
}
