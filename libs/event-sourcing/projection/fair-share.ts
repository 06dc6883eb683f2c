import type pg from 'pg';
import { lockKey } from './lock.js';

/** Whoever keeps exactly these models holds it in common with all others that do. */
export const presenceOf = (leases: readonly string[]): string => `kept:${leases.toSorted().join(',')}`;

/** Who keeps the same models, and which of them are taken, as the locks of the database show it. */
export interface Sharing {
  /** Most leases that this process takes while all others do their part. */
  readonly share: number;
  /** The others and itself; changes with everyone who comes or goes. */
  readonly sharers: string;
  readonly taken: ReadonlySet<string>;
}

/**
 * Divides `models` among processes as evenly as they go: the shares of all are all models, and nobody's is greater by
 * more than one than anybody's.
 */
export const shareOf = (models: number, sharers: readonly number[], own: number): number => {
  const rank = sharers.toSorted((a, b) => a - b).indexOf(own);
  const count = Math.max(1, sharers.length);
  return Math.floor(models / count) + (rank < models % count ? 1 : 0);
};

/** Makes this connection one of the sharers, for as long as it lasts. */
export const joinSharers = async (client: pg.ClientBase, leases: readonly string[]): Promise<void> => {
  await client.query('SELECT pg_advisory_lock_shared($1)', [lockKey(presenceOf(leases))]);
};

const LOCKS = `
  SELECT pid, key::text AS key, pid = pg_backend_pid() AS own
    FROM pg_locks CROSS JOIN LATERAL (SELECT (classid::bigint << 32) | objid::bigint AS key) AS keys
   WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND key = ANY($1::bigint[])
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** To be asked on a connection that has joined. */
export const lookAtSharing = async (client: pg.ClientBase, leases: readonly string[]): Promise<Sharing> => {
  const presence = lockKey(presenceOf(leases));
  const names = new Map(leases.map((name) => [lockKey(name), name]));
  const { rows } = await client.query<{ pid: number; key: string; own: boolean }>(LOCKS, [[presence, ...names.keys()]]);
  const present = rows.filter(({ key }) => key === presence);
  const sharers = present.map(({ pid }) => pid);
  return {
    share: shareOf(leases.length, sharers, present.find(({ own }) => own)?.pid ?? 0),
    sharers: sharers.toSorted((a, b) => a - b).join(),
    taken: new Set(rows.flatMap(({ key }) => names.get(key) ?? [])),
  };
};
