import type { LogRecord } from './log-record.js';

/** What a deleted stream has as `$tb`: nothing that was written before is to be seen. */
export const DELETED = Number('9223372036854775807');

/** How many leading events of a stream its metadata hide from its readers; undefined: all of it, it was deleted. */
export function visibleFrom(records: readonly LogRecord[], metadata: LogRecord | undefined): number | undefined {
  if (metadata === undefined) return 0;
  const { $tb = 0, $maxCount = Infinity } = parsed(metadata);
  if ($tb >= DELETED) return undefined;
  return Math.min(records.length, Math.max($tb, records.length - $maxCount));
}

function parsed({ data }: LogRecord): { $tb?: number; $maxCount?: number } {
  try {
    return JSON.parse(Buffer.from(data).toString('utf8')) as { $tb?: number; $maxCount?: number };
  } catch {
    return {};
  }
}
