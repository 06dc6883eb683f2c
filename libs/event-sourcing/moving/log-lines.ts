import { canonicalText } from '../canonical.js';
import type { Envelope, PreparedEvent, StoredEvent, Texts } from '../event.js';
import { DamagedFile } from './damaged-file.js';
import { isMembers, membersOf, parsed } from './json-line.js';
import type { Line } from './line-reader.js';

/** Names a log file in its first line. A change that an older program must not read raises the version. */
const FORMAT = { format: 'event-log', version: 1 } as const;

/** An event as a file holds it: with a place in its stream and none in a store. */
export type FileEvent = Omit<StoredEvent, 'position'>;

/** What a log file says of itself at its end. */
export interface LogSummary {
  readonly logId: string;
  readonly events: number;
  /**
   * SHA-256, hex, over the hashes of all events in log order, each as 64 lower-case hex digits and LF. The same log has
   * the same digest in every store; it is the one that a replay and a verification print.
   */
  readonly digest: string;
}

export const headerLine = (logId: string): string => JSON.stringify({ ...FORMAT, logId });

/** `ordinal` counts the events of the log from 1; `texts` are those to be written. */
export const eventLine = (
  ordinal: number,
  { hash, canonicalText: canonical }: Pick<PreparedEvent, 'hash' | 'canonicalText'>,
  texts: Texts,
): string =>
  `{"ordinal":${String(ordinal)},"hash":"${hash}","canonical":${JSON.stringify(canonical)},"texts":${canonicalText(texts)}}`;

/** `sha256`: of all bytes of the file before this line. */
export const trailerLine = ({ events, digest }: LogSummary, sha256: string): string =>
  JSON.stringify({ events, digest, sha256 });

/**
 * @returns the id of the log.
 * @throws DamagedFile
 */
export function parseHeader(line: Line): string {
  const { format, version, logId } = membersOf(line);
  if (format !== FORMAT.format || typeof logId !== 'string')
    throw new DamagedFile(line.number, 'format', 'no log begins here');
  if (version !== FORMAT.version)
    throw new DamagedFile(line.number, 'format', `format ${String(version)}, this program reads ${FORMAT.version}`);
  return logId;
}

/** `undefined`: the line is none of an event, but perhaps the trailer. */
export function parseEvent(line: Line, ordinal: number): FileEvent | undefined {
  const { ordinal: given, hash, canonical, texts } = membersOf(line);
  if (given === undefined) return undefined;
  if (given !== ordinal)
    throw new DamagedFile(
      line.number,
      'ordinal',
      `event ${String(ordinal)} should stand here, not ${JSON.stringify(given)}`,
    );
  const envelope = typeof canonical === 'string' ? parsed(canonical) : undefined;
  if (typeof hash !== 'string' || typeof canonical !== 'string' || !isEnvelope(envelope) || !isTexts(texts))
    throw new DamagedFile(line.number, 'not-an-event', 'the line holds no event');
  const { id, type, stream, revision } = envelope;
  return { id, type, stream, revision, canonicalText: canonical, hash, texts, envelope };
}

/** The three values of a trailer, unchecked. */
export function parseTrailer(line: Line): { events: unknown; digest: unknown; sha256: unknown } {
  const { events, digest, sha256 } = membersOf(line);
  if (events === undefined) throw new DamagedFile(line.number, 'format', 'neither an event nor the end of the log');
  // Its checksum covers all lines but this one.
  if (line.text !== JSON.stringify({ events, digest, sha256 }))
    throw new DamagedFile(line.number, 'malformed', 'the last line is not as it was written');
  return { events, digest, sha256 };
}

const isEnvelope = (value: unknown): value is Envelope =>
  isMembers(value) &&
  ['stream', 'id', 'type'].every((name) => typeof value[name] === 'string') &&
  ['revision', 'schemaVersion'].every((name) => Number.isInteger(value[name])) &&
  isMembers(value['data']) &&
  isMetadata(value['metadata']);

const TEXT_MEMBERS = ['recordedAt', 'occurredOn', 'commandId', 'previousHash', '$correlationId', '$causationId'];

const isMetadata = (value: unknown): boolean =>
  isMembers(value) && TEXT_MEMBERS.every((name) => typeof value[name] === 'string');

const isTexts = (value: unknown): value is Texts =>
  isMembers(value) &&
  Object.values(value).every(
    (pair) => Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string'),
  );
