import { createHash } from 'node:crypto';
import type { Envelope } from '../../event.js';
import type { IntegrityFinding } from '../../event-store.js';

export type Row = [
  position: string,
  stream: string,
  revision: number,
  id: string,
  type: string,
  recordedAt: string,
  canonicalText: string,
  hash: string,
  logHash: string,
];

/** How far a walk through the log has come. */
export interface Walk {
  position: bigint;
  logHash: string;
  /** The event there, in words. */
  place: string;
}

/** What the running hash of a log begins with. */
export const logSeed = (logId: string): string => createHash('sha256').update(logId, 'utf8').digest('hex');

const nextLogHash = (before: string, hash: string): string =>
  createHash('sha256').update(before, 'hex').update(hash, 'hex').digest('hex');

export function* checkRow(row: Row, walk: Walk): Generator<IntegrityFinding> {
  const [text, stream, revision, , , , , hash, logHash] = row;
  const position = BigInt(text);
  const place = `${stream} ${String(revision)}`;
  if (position !== walk.position + 1n)
    yield {
      code: 'position-gap',
      stream,
      revision,
      detail: `position ${positions(walk.position, position)} missing between ${walk.place} and ${place}`,
    };
  else if (nextLogHash(walk.logHash, hash) !== logHash)
    yield { code: 'log-hash-mismatch', stream, revision, detail: `it is not what stood at position ${text}` };
  for (const [column, value] of differences(row))
    yield { code: 'column-mismatch', stream, revision, detail: `column ${column} says ${value}, its text does not` };
  walk.position = position;
  walk.logHash = logHash;
  walk.place = place;
}

function positions(before: bigint, after: bigint): string {
  const [from, to] = [before + 1n, after - 1n];
  return from === to ? String(from) : `${String(from)} to ${String(to)}`;
}

function* differences([, stream, revision, id, type, recordedAt, canonicalText]: Row): Generator<[string, string]> {
  const envelope = envelopeIn(canonicalText);
  if (envelope === undefined) {
    yield ['canonical', 'no JSON object'];
    return;
  }
  if (envelope.stream !== stream) yield ['stream', stream];
  if (envelope.revision !== revision) yield ['revision', String(revision)];
  if (envelope.id !== id) yield ['id', id];
  if (envelope.type !== type) yield ['type', type];
  if (envelope.metadata?.recordedAt !== recordedAt) yield ['recorded_at', recordedAt];
}

function envelopeIn(canonicalText: string): Partial<Envelope> | undefined {
  try {
    const envelope: unknown = JSON.parse(canonicalText);
    return typeof envelope === 'object' && envelope !== null ? (envelope as Partial<Envelope>) : undefined;
  } catch {
    return undefined;
  }
}
