import type { Pool, PoolClient } from 'pg';
import type { Position } from '../../event.js';
import { CopyOut } from './copy-out.js';
import { connectFailure, readFailure } from './failures.js';
import type { Tuples } from './tuples.js';

/** More than this is not held for one reader: what is left is asked for again. */
export const MAX_CHUNK_BYTES = 16 * 1_048_576;

export interface EventRange {
  readonly after: Position;
  readonly limit: number;
  /** The columns wanted, from `log.events`. */
  readonly columns: string;
}

/**
 * Adds what stands after a position to `into`, by one short statement: at most `limit` events, and no more than 16 MiB
 * and one event.
 *
 * @returns whether it was all, not cut short for its bytes.
 */
export async function copyTuples(pool: Pool, { after, limit, columns }: EventRange, into: Tuples): Promise<boolean> {
  const client = await connected(pool);
  const take = (tuple: Buffer, at: number): boolean => {
    into.add(tuple, at);
    return into.bytes <= MAX_CHUNK_BYTES;
  };
  const statement = `COPY (SELECT ${columns} FROM log.events WHERE position > ${String(BigInt(after))}
    ORDER BY position LIMIT ${String(limit)}) TO STDOUT (FORMAT binary)`;
  const error = await new Promise<unknown>((resolve) => {
    client.query(new CopyOut(statement, take, resolve));
  });
  const complete = into.bytes <= MAX_CHUNK_BYTES;
  client.release(error !== undefined || !complete);
  if (error !== undefined) throw readFailure(error);
  return complete;
}

async function connected(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw connectFailure(error);
  }
}
