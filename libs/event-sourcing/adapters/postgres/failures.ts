import pg from 'pg';
import { StoreFull, StoreUnavailable, UnknownOutcome } from '../../event-store.js';

/** Classes of SQLSTATE that pass: out of resources, shutting down, serialization, locked, read-only after a fail-over. */
const PASSING = /^(53|57|40|55P03$|25006$|08)/;

const DISK_FULL = '53100';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What a failed read or connection means to the caller. */
export function readFailure(error: unknown): unknown {
  if (error instanceof pg.DatabaseError && !PASSING.test(error.code ?? '')) return error;
  return new StoreUnavailable(`the log cannot be read: ${messageOf(error)}`, { cause: error });
}

export const connectFailure = (error: unknown): StoreUnavailable =>
  new StoreUnavailable(`the log cannot be reached: ${messageOf(error)}`, { cause: error });

/**
 * What a failed append means. Only a plain error is certain to have rolled back: after a FATAL or a PANIC, or when the
 * connection is lost, the commit may have happened.
 */
export function appendFailure(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError) || error.severity !== 'ERROR')
    return new UnknownOutcome(`the log did not answer: ${messageOf(error)}`, { cause: error });
  if (error.code === DISK_FULL) return new StoreFull(`the log has no room: ${error.message}`, { cause: error });
  if (PASSING.test(error.code ?? ''))
    return new StoreUnavailable(`the log refused for now: ${error.message}`, { cause: error });
  return error;
}
