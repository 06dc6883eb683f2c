import type { Envelope, Position, StoredEvent, Texts } from '../../event.js';

/** Columns of a row as it is read, in this order. To order by position, name the table: as text 10 comes before 9. */
export const EVENT_COLUMNS = `position::text, stream, revision, id::text, type, canonical, encode(hash, 'hex'), texts`;

export type EventRow = [
  position: Position,
  stream: string,
  revision: number,
  id: string,
  type: string,
  canonicalText: string,
  hash: string,
  texts: string,
];

const NO_TEXTS: Texts = Object.freeze({});

/** Parses its texts when they are first asked for: many a reader needs only some of them. */
class StoredRow implements StoredEvent {
  readonly #texts: string;
  #envelope: Envelope | undefined;
  #parsedTexts: Texts | undefined;

  constructor(
    readonly position: Position,
    readonly stream: string,
    readonly revision: number,
    readonly id: string,
    readonly type: string,
    readonly canonicalText: string,
    readonly hash: string,
    texts: string,
  ) {
    this.#texts = texts;
  }

  get envelope(): Envelope {
    this.#envelope ??= JSON.parse(this.canonicalText) as Envelope;
    return this.#envelope;
  }

  get texts(): Texts {
    this.#parsedTexts ??= this.#texts === '{}' ? NO_TEXTS : (JSON.parse(this.#texts) as Texts);
    return this.#parsedTexts;
  }
}

export const storedEvent = (row: EventRow): StoredEvent => new StoredRow(...row);
