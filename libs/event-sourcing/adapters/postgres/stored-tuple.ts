import type { Envelope, Position, StoredEvent, Texts } from '../../event.js';

/** Columns of a tuple as `storedEventFrom` takes it, in this order. */
export const COPIED_COLUMNS = 'position, revision, id, hash, stream, type, canonical, texts';

/** Bytes of the number of columns, and of each column's length. */
const COUNT = 2;
const LENGTH = 4;
const POSITION_AT = COUNT + LENGTH;
const REVISION_AT = POSITION_AT + 8 + LENGTH;
const ID_AT = REVISION_AT + 4 + LENGTH;
const HASH_AT = ID_AT + 16 + LENGTH;

const NO_TEXTS: Texts = Object.freeze({});

/**
 * An event as it lies among the bytes of its chunk: each part becomes text when first asked for, since many a reader
 * needs few of them. It keeps the chunk in memory.
 */
class StoredTuple implements StoredEvent {
  readonly #bytes: Buffer;
  readonly #at: number;
  readonly #streamAt: number;
  readonly #typeAt: number;
  readonly #canonicalAt: number;
  #stream: string | undefined;
  #canonicalText: string | undefined;
  #envelope: Envelope | undefined;
  #texts: Texts | undefined;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
    this.#streamAt = behind(bytes, at + HASH_AT);
    this.#typeAt = behind(bytes, this.#streamAt);
    this.#canonicalAt = behind(bytes, this.#typeAt);
  }

  get position(): Position {
    return positionOf(this.#bytes, this.#at);
  }

  get stream(): string {
    this.#stream ??= this.#bytes.toString('utf8', this.#streamAt, this.#typeAt - LENGTH);
    return this.#stream;
  }

  get revision(): number {
    return this.#bytes.readInt32BE(this.#at + REVISION_AT);
  }

  get id(): string {
    const hex = this.#bytes.toString('hex', this.#at + ID_AT, this.#at + HASH_AT - LENGTH);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  get type(): string {
    return this.#bytes.toString('utf8', this.#typeAt, this.#canonicalAt - LENGTH);
  }

  get hash(): string {
    return this.#bytes.toString('hex', this.#at + HASH_AT, this.#streamAt - LENGTH);
  }

  get canonicalText(): string {
    this.#canonicalText ??= this.#textAt(this.#canonicalAt);
    return this.#canonicalText;
  }

  get canonicalBytes(): Buffer {
    return this.#bytes.subarray(this.#canonicalAt, this.#canonicalAt + lengthBefore(this.#bytes, this.#canonicalAt));
  }

  get envelope(): Envelope {
    this.#envelope ??= JSON.parse(this.#canonicalText ?? this.#textAt(this.#canonicalAt)) as Envelope;
    return this.#envelope;
  }

  get texts(): Texts {
    this.#texts ??= this.#parsedTexts();
    return this.#texts;
  }

  #parsedTexts(): Texts {
    const at = behind(this.#bytes, this.#canonicalAt);
    return lengthBefore(this.#bytes, at) === 2 ? NO_TEXTS : (JSON.parse(this.#textAt(at)) as Texts);
  }

  #textAt(at: number): string {
    return this.#bytes.toString('utf8', at, at + lengthBefore(this.#bytes, at));
  }
}

/** The event in a tuple of COPY's binary form, which begins at `at`; the bytes must stay as they are. */
export const storedEventFrom = (bytes: Buffer, at: number): StoredEvent => new StoredTuple(bytes, at);

export const positionOf = (bytes: Buffer, at: number): Position =>
  // What a row of the log has there is a position of it.
  String(bytes.readBigInt64BE(at + POSITION_AT)) as Position;

/** Of the column that begins at `at`; a NULL, where somebody allowed it, reads as nothing. */
const lengthBefore = (bytes: Buffer, at: number): number => Math.max(0, bytes.readInt32BE(at - LENGTH));

/** Where the column after the one that begins at `at` begins. */
const behind = (bytes: Buffer, at: number): number => at + lengthBefore(bytes, at) + LENGTH;
