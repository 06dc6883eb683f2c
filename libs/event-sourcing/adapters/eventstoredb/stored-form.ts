import { canonicalText, NotCanonical } from '../../canonical.js';
import type { PreparedAppend } from '../../event-store.js';
import type { Envelope, PreparedEvent } from '../../event.js';
import type { BesideMetadata } from './stored-record.js';

/** An event as it goes to the server. */
export interface EventToStore {
  readonly id: string;
  readonly type: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** Names in the metadata of a stored event that are not the event's own. */
const RESERVED = ['schemaVersion', 'hash', 'texts'];

/**
 * Takes data and metadata from the text that was hashed, and not from the objects beside it: what cannot be JSON, or
 * was changed since, does not come near the client.
 *
 * @throws NotCanonical — when metadata use a reserved name, or texts are no JSON.
 */
export function storedForm({ events }: PreparedAppend): EventToStore[] {
  return events.map(eventToStore);
}

function eventToStore({ id, type, hash, texts, canonicalText: hashed }: PreparedEvent): EventToStore {
  const { data, metadata, schemaVersion } = JSON.parse(hashed) as Envelope;
  const reserved = RESERVED.find((name) => name in metadata);
  if (reserved !== undefined) throw new NotCanonical(`metadata.${reserved}`, 'a reserved name');
  const hasTexts = Object.keys(texts).length > 0;
  if (hasTexts) canonicalText(texts);
  const beside: BesideMetadata = { schemaVersion, hash, ...(hasTexts && { texts }) };
  return { id, type, data: json(data), metadata: json({ ...metadata, ...beside }) };
}

const json = (value: object): Buffer => Buffer.from(JSON.stringify(value), 'utf8');
