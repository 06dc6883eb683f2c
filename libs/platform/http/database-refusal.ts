import type { Refusal } from './refusal.js';

/** The server goes, comes, or has no room: the same request may succeed in a moment. */
const PASSING = /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|57P0[1-5]|53\d{3}|08\d{3})$/;
const PASSING_WORDS = /connection terminated|timeout exceeded when trying to connect|connection ended/i;

/** Whoever comes back may find that room was made meanwhile, but hardly within a second. */
export const STORAGE_FULL: Refusal = { status: 503, code: 'storage-full', headers: { 'Retry-After': '10' } };
const DISK_FULL = '53100';

export function databaseRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (code === DISK_FULL) return STORAGE_FULL;
  if (!PASSING.test(code) && !PASSING_WORDS.test(error.message)) return undefined;
  return { status: 503, code: 'database-unavailable', headers: { 'Retry-After': '2' } };
}
