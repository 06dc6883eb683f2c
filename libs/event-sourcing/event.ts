/**
 * What an event is, from the decision that made it to the line in the log. The format never changes: what is
 * written today is read, hashed and proved for as long as the log exists.
 */

/** Free text. In memory the words; in the log a salted digest, with words and salt beside the hashed part. */
export interface FreeText {
  readonly text: string;
}

export const freeText = (text: string): FreeText => ({ text });

/** What readers see in place of a text that was removed on lawful grounds. */
export const REMOVED_TEXT = '〔已依规移除〕';

/** A fact as a decider states it: a published name (never a class name) and its data, JSON only. */
export interface DomainEvent<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
}

/** The union of events for a map from type to data: `EventsOf<{ ReportDelivered: {…}, … }>`. */
export type EventsOf<Catalogue extends Record<string, object>> = {
  [Type in keyof Catalogue & string]: DomainEvent<Type, Catalogue[Type]>;
}[keyof Catalogue & string];

/** A signed paper on which an entry rests. `scan` is the SHA-256 of the scanned file, hex. */
export interface Basis {
  readonly kind: string;
  readonly date: string;
  readonly number?: string;
  readonly scan?: string;
}

/** A stream as far as a decision read it. `revision` −1: the stream did not exist. */
export interface StreamRevision {
  readonly stream: string;
  readonly revision: number;
}

/** Keys by which a fold finds its row in the event alone, for example a unit's code and a year. */
export type Tags = Readonly<Record<string, string | number>>;

export interface EventMetadata {
  /** When the log learned it: our clock, ISO 8601 in UTC with milliseconds. Never a basis of order. */
  readonly recordedAt: string;
  /** The day on which it was true, `YYYY-MM-DD`, business time zone; never after the day of recording. */
  readonly occurredOn: string;
  /** Order within one day, as on an agenda. */
  readonly seq?: number;
  /** Who decided: a random person id; names live outside the log. */
  readonly actor: string;
  /** The role in which the actor decided. */
  readonly role: string;
  /** Who typed it: a random person id. */
  readonly recordedBy: string;
  readonly basis?: Basis;
  /** How widely it may be shown, in words of the domain; absent: as is usual. */
  readonly level?: string;
  /** Why an entry was made later than the policy's grace allows without a word. */
  readonly lateReason?: FreeText;
  readonly tags: Tags;
  /** Other streams that the decision rests on. */
  readonly reads?: readonly StreamRevision[];
  readonly commandId: string;
  /** SHA-256 of the request, hex: the same key with another request is refused. */
  readonly requestHash: string;
  readonly $correlationId: string;
  readonly $causationId: string;
  /** Hash of the event before it in this stream; of revision 0 see `streamSeed`. */
  readonly previousHash: string;
}

/** The part of an event that is hashed. Free text stands in it as `{ textDigest }`. */
export interface Envelope {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
  readonly metadata: EventMetadata;
}

/** Texts by their digest: `[salt, text]`, or absent once removed. */
export type Texts = Readonly<Record<string, readonly [salt: string, text: string]>>;

/** An event ready to be appended at one revision of one stream: ids, times and hashes are fixed. */
export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  /** RFC 8785 text of the envelope: what is hashed, byte for byte. */
  readonly canonicalText: string;
  /** SHA-256 of `canonicalText`, lower-case hex. */
  readonly hash: string;
  readonly texts: Texts;
  readonly envelope: Envelope;
}

/** An event as the store gave it back: nothing upcast, no text filled in. */
export interface StoredEvent extends PreparedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  /** The bytes of `canonicalText` as they lie in the store, where it has them at hand. */
  readonly canonicalBytes?: Buffer;
}

/** An event as folds see it: upcast to the newest schema, its texts in place. */
export interface RecordedEvent<E extends DomainEvent = DomainEvent> {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: E['type'];
  readonly data: E['data'];
  readonly metadata: EventMetadata;
  /** Later events of its stream that corrected or voided it, in their order; its data read as corrected. */
  readonly amendedBy?: readonly RecordedEvent[];
}

/** `RecordedEvent` of each member of a union, so that `type` narrows `data`. */
export type Recorded<E extends DomainEvent> = E extends DomainEvent ? RecordedEvent<E> : never;

/**
 * A place in one store's log, opaque: as text it goes through answers, cursors and checkpoints. It belongs to that
 * store alone and stands in no event, row, digest or report.
 */
export type Position = string & { readonly __position: unique symbol };
