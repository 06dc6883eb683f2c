import { createHash } from 'node:crypto';
import type pg from 'pg';

/** The number by which PostgreSQL knows an advisory lock of ours. */
export const lockKey = (name: string): string =>
  String(createHash('sha256').update(`read-model:${name}`).digest().readBigInt64BE());

/** A lock of this connection or its transaction, for all processes on this database. */
export const tryLock = async (
  client: pg.ClientBase,
  name: string,
  until: 'unlocked' | 'transaction' = 'unlocked',
): Promise<boolean> => {
  const take = until === 'transaction' ? 'pg_try_advisory_xact_lock' : 'pg_try_advisory_lock';
  const locked = await client.query<{ locked: boolean }>(`SELECT ${take}($1) AS locked`, [lockKey(name)]);
  return locked.rows[0]?.locked === true;
};

export const unlock = async (client: pg.ClientBase, name: string): Promise<void> => {
  await client.query('SELECT pg_advisory_unlock($1)', [lockKey(name)]);
};
