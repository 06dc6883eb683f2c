import type { Level } from '#access/levels.js';
import type { CorrectionKind } from '#corrections/events.js';
import type { Basis, DomainEvent, FreeText } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import type { EntryKind } from './entries/entry-rule.js';
import type { ChronicleEvent } from './entries/entries.js';

/** Who decided, who typed, and on what paper. For display; nothing is found or counted by it. */
export interface Hands {
  readonly actor: string;
  readonly role: string;
  readonly recordedBy: string;
  readonly basis?: Basis;
  readonly lateReason?: FreeText;
}

/** What was amended in an entry since it was recorded. */
export interface Amended {
  /** Revision of the last amendment. */
  readonly upTo: number;
  readonly corrections: readonly {
    readonly kind: CorrectionKind;
    /** RFC 6901 pointer into the data. */
    readonly field: string;
    readonly on: LocalDate;
    readonly reason: FreeText;
  }[];
  /** 作废. */
  readonly voided?: { readonly on: LocalDate; readonly reason: FreeText };
}

/** An event as it stands in the history of one branch, whether it comes from the read model or from the log itself. */
export interface FactOf<E extends DomainEvent> {
  /** With the revision the name of the event, in every store and for ever. */
  readonly stream: string;
  readonly revision: number;
  /** Code of the branch, or `EVERY_UNIT_OF_ITEM`. */
  readonly branch: string;
  /** Year of the review in which the matter was raised; null for what concerns the branch itself. */
  readonly year: number | null;
  /** Year of the review that the event names; null when its date decides the cycle. */
  readonly reviewYear: number | null;
  readonly kind: EntryKind;
  readonly type: E['type'];
  /** Id and number of the problem, goal or requirement. */
  readonly item: string | null;
  readonly no: string | null;
  readonly occurredOn: LocalDate;
  readonly seq: number | null;
  /** ISO 8601 instant. */
  readonly recordedAt: string;
  readonly data: E['data'];
  readonly hands: Hands;
  readonly level: Level;
  readonly amended?: Amended;
}

/** Narrows by `type`. */
export type Fact = ChronicleEvent extends infer E ? (E extends DomainEvent ? FactOf<E> : never) : never;
