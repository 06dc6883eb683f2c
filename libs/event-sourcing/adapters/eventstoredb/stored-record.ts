import { canonicalText } from '../../canonical.js';
import type { Envelope, EventMetadata, Position, StoredEvent, Texts } from '../../event.js';
import type { OwnStreams } from './own-streams.js';
import { positionOf } from './position.js';
import type { ReadResponse } from './protocol.js';

type RecordedMessage = NonNullable<ReturnType<NonNullable<ReturnType<ReadResponse['getEvent']>>['getEvent']>>;

/** What stands in an event's metadata beside `EventMetadata`. */
export interface BesideMetadata {
  readonly schemaVersion: number;
  readonly hash: string;
  readonly texts?: Texts;
}

const NO_TEXTS: Texts = Object.freeze({});

/** An event in one of our streams that this program did not write, or that was changed. */
export class NotOurForm extends Error {
  override readonly name = 'NotOurForm';
}

/**
 * An event as the server holds it. Data and metadata are JSON there, so that its console and its projections can use
 * them; the hashed text is made from them again, with the keys in order, since JSON.parse does not keep the order of
 * keys that look like numbers. All of it only when asked for: many a reader needs less.
 *
 * Whatever stands in our streams without this form can still be read past: its text does not hash to its hash.
 */
export class StoredRecord implements StoredEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly id: string;
  readonly type: string;
  readonly #message: RecordedMessage;
  #form: { readonly envelope: Envelope; readonly beside: BesideMetadata } | undefined;

  constructor(message: RecordedMessage, stream: string) {
    this.#message = message;
    this.stream = stream;
    this.revision = Number(message.getStreamRevision());
    this.position = placeOf(message);
    this.id = message.getId()?.getString() ?? '';
    this.type = message.getMetadataMap().get('type') ?? '';
  }

  /** @throws NotOurForm */
  get envelope(): Envelope {
    return this.form().envelope;
  }

  get canonicalText(): string {
    try {
      return canonicalText(this.envelope);
    } catch {
      // With the hash in it, so that nobody can give it a fitting one.
      return `no event of this log: ${this.hash}`;
    }
  }

  get hash(): string {
    try {
      return this.form().beside.hash;
    } catch {
      return '';
    }
  }

  get texts(): Texts {
    try {
      return this.form().beside.texts ?? NO_TEXTS;
    } catch {
      return NO_TEXTS;
    }
  }

  private form(): { envelope: Envelope; beside: BesideMetadata } {
    this.#form ??= this.parsed();
    return this.#form;
  }

  private parsed(): { envelope: Envelope; beside: BesideMetadata } {
    const data = parsedObject(this.#message.getData_asU8());
    const stored = parsedObject(this.#message.getCustomMetadata_asU8());
    if (data === undefined || stored === undefined || !isBeside(stored))
      throw new NotOurForm(`revision ${String(this.revision)} of ${this.stream} is no event of this log`);
    const { schemaVersion, hash, texts, ...rest } = stored;
    // Its hash proves it: only what this program wrote hashes to it.
    const metadata = rest as unknown as EventMetadata;
    const { stream, revision, id, type } = this;
    const envelope: Envelope = { stream, revision, id, type, schemaVersion, data, metadata };
    return { envelope, beside: { schemaVersion, hash, ...(texts && { texts }) } };
  }
}

/** The event that a message brings, if it is one of ours. */
export function ownRecord(response: ReadResponse, streams: OwnStreams): StoredRecord | undefined {
  const message = recordedIn(response);
  if (message === undefined) return undefined;
  const name = streamOf(message);
  return streams.has(name) ? new StoredRecord(message, streams.inLog(name)) : undefined;
}

/** The name of the stream on the server. */
export const streamOf = (message: RecordedMessage): string =>
  Buffer.from(message.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');

export const placeOf = (message: RecordedMessage): Position =>
  positionOf({ commit: message.getCommitPosition(), prepare: message.getPreparePosition() });

export const recordedIn = (response: ReadResponse): RecordedMessage | undefined => response.getEvent()?.getEvent();

function isBeside(stored: object): stored is BesideMetadata {
  if (!('schemaVersion' in stored) || typeof stored.schemaVersion !== 'number') return false;
  if (!('hash' in stored) || typeof stored.hash !== 'string') return false;
  return !('texts' in stored) || (typeof stored.texts === 'object' && stored.texts !== null);
}

export function parsedObject(bytes: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
