import { assertCanonical, canonicalText, NotCanonical } from './canonical.js';
import { hashOf, streamSeed } from './chain.js';
import type { Envelope, EventMetadata, PreparedEvent } from './event.js';
import type { PreparedAppend } from './event-store.js';
import { randomSalt, sealTexts } from './texts.js';

/** An event before it has its place. `id` is a lower-case UUID. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
  readonly metadata: Omit<EventMetadata, 'previousHash'>;
}

/** The last event of a stream: what the next one is chained to. */
export interface StreamTail {
  readonly revision: number;
  readonly hash: string;
}

export interface AppendProposal {
  readonly logId: string;
  readonly stream: string;
  /** Absent: the stream does not exist yet. */
  readonly after?: StreamTail | undefined;
  readonly events: readonly ProposedEvent[];
  /** A fixed one makes the same bytes again, for tests. */
  readonly newSalt?: () => string;
}

/**
 * Fixes revisions, digests, hashes and bytes of an append, once for all.
 *
 * @throws NotCanonical — when an event holds what JSON cannot carry, or a malformed id, name or time.
 */
export function prepareAppend({ logId, stream, after, events, newSalt = randomSalt }: AppendProposal): PreparedAppend {
  if (stream === '') throw new NotCanonical('stream', 'is empty');
  assertCanonical(stream, 'stream');
  let revision = after?.revision ?? -1;
  let previousHash = after?.hash ?? streamSeed(logId, stream);
  const prepared = events.map((event) => {
    revision += 1;
    const next = prepareEvent(stream, revision, previousHash, event, newSalt);
    previousHash = next.hash;
    return next;
  });
  if (new Set(prepared.map(({ id }) => id)).size < prepared.length) throw new NotCanonical('id', 'occurs twice');
  return { stream, expectedRevision: after?.revision ?? 'no-stream', events: prepared };
}

function prepareEvent(
  stream: string,
  revision: number,
  previousHash: string,
  { id, type, schemaVersion, data, metadata }: ProposedEvent,
  newSalt: () => string,
): PreparedEvent {
  assertForm({ id, type, metadata });
  const open = { data, metadata: { ...metadata, previousHash } };
  assertCanonical(open);
  const { value, texts } = sealTexts(open, newSalt);
  const envelope: Envelope = { stream, revision, id, type, schemaVersion, ...value };
  const text = canonicalText(envelope);
  return { id, type, canonicalText: text, hash: hashOf(text), texts, envelope };
}

/** @throws NotCanonical — on a malformed id, name or time. */
export function assertForm({ id, type, metadata }: Pick<ProposedEvent, 'id' | 'type' | 'metadata'>): void {
  assertPattern(id, UUID, 'id');
  assertPattern(type, TYPE, 'type');
  assertPattern(metadata.recordedAt, INSTANT, 'metadata.recordedAt');
  assertPattern(metadata.occurredOn, DAY, 'metadata.occurredOn');
}

// One spelling each: stores keep these in typed columns and fields, and must give the same text back.
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TYPE = /^[A-Z][A-Za-z0-9]{0,99}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function assertPattern(value: string, pattern: RegExp, path: string): void {
  if (!pattern.test(value)) throw new NotCanonical(path, `"${value}" is malformed`);
}
