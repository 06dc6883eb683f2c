import type { StoredEvent } from '../event.js';
import type { EventSchemas } from '../schemas.js';
import { decodeStream } from './amended-stream.js';
import type { RemovedText } from './amendment.js';
import { removedTexts } from './removed-texts.js';
import { partAt } from './text-fields.js';

/** All strings in a value. */
const stringsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

/** The event with the digest of each text in place of its words, so that one sees where each comes to stand. */
const marked = (event: StoredEvent): StoredEvent => {
  const { stream, revision, position, id, type, canonicalText, hash, envelope } = event;
  const texts = Object.fromEntries(
    Object.entries(event.texts).map(([digest, [salt]]) => [digest, [salt, digest] as const]),
  );
  return { stream, revision, position, id, type, canonicalText, hash, envelope, texts };
};

/**
 * The texts that ever stood in a field of an entry or below it, as it was recorded and after each correction, but for
 * those that were removed. `stored` is the whole stream.
 */
export const textsOfField = (
  schemas: Pick<EventSchemas, 'decode'>,
  stored: readonly StoredEvent[],
  revision: number,
  field: string,
): readonly RemovedText[] => {
  const signs = stored.map(marked);
  const places = new Map(signs.flatMap((event) => Object.keys(event.texts).map((digest) => [digest, event.revision])));
  const [first, now] = [signs[revision], decodeStream(schemas, signs)[revision]];
  if (first === undefined || now === undefined) return [];
  const { amendedBy = [] } = now;
  const removed = removedTexts(stored);
  const forms = [...amendedBy.keys()].map((n) => schemas.decode(first, amendedBy.slice(0, n), removed));
  const found = new Set([...forms, now].flatMap((form) => stringsIn(partAt(form, field))));
  return [...found].flatMap((digest) => {
    const place = places.get(digest);
    return place === undefined ? [] : [{ revision: place, digest }];
  });
};
