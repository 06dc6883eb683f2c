import { canonicalText } from './canonical.js';
import { hashOf } from './chain.js';
import type { PreparedAppend } from './event-store.js';
import { prepareAppend } from './prepare.js';

/** The stream of the log itself. */
export const LOG_STREAM = 'log';

/** First event of every log. `format` numbers the rules of hashing; there is one so far. */
export interface LogCreated {
  readonly logId: string;
  readonly format: 1;
}

/** `id` and `logId` are random UUIDs. */
export function logCreated(logId: string, id: string, now: Date): PreparedAppend {
  const data: LogCreated = { logId, format: 1 };
  const recordedAt = now.toISOString();
  const metadata = {
    recordedAt,
    occurredOn: recordedAt.slice(0, 10),
    actor: 'system',
    role: 'system',
    recordedBy: 'system',
    tags: {},
    commandId: id,
    requestHash: hashOf(canonicalText(data)),
    $correlationId: id,
    $causationId: id,
  };
  const event = { id, type: 'LogCreated', schemaVersion: 1, data, metadata };
  return prepareAppend({ logId, stream: LOG_STREAM, events: [event] });
}
