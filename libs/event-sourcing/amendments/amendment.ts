import type { DomainEvent, EventsOf, FreeText, RecordedEvent } from '../event.js';

/** An event of the same stream, and the version of its schema of which an amendment speaks. */
export interface AmendedEntry {
  readonly revision: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
}

/** A text by the event beside which it lies, and its digest there. */
export interface RemovedText {
  readonly revision: number;
  readonly digest: string;
}

export type CorrectedValue = FreeText | string | number | boolean;

/** What the engine reads of the events that amend others; the context that states them adds more. */
export type Amendments = {
  /** `field` is an RFC 6901 pointer into the data of the entry, which must have it. */
  EntryCorrected: { readonly entry: AmendedEntry; readonly field: string; readonly value: CorrectedValue };
  EntryVoided: { readonly entries: readonly AmendedEntry[] };
  /** Removes nothing yet: somebody else has to confirm it. */
  TextRemovalRequested: { readonly entry: AmendedEntry; readonly field: string };
  TextRemovalRefused: { readonly entry: AmendedEntry; readonly field: string };
  /** `texts`: what ever stood in the field, beside the entry or beside a correction of it. */
  TextRemoved: { readonly entry: AmendedEntry; readonly field: string; readonly texts: readonly RemovedText[] };
  /** In place of the level in the metadata of the entry. */
  EntryLevelSet: { readonly entry: AmendedEntry; readonly level: string };
};

const AMENDMENTS: readonly string[] = [
  'EntryCorrected',
  'EntryVoided',
  'TextRemovalRequested',
  'TextRemovalRefused',
  'TextRemoved',
  'EntryLevelSet',
] satisfies (keyof Amendments)[];

export const isAmendment = ({ type }: { readonly type: string }): boolean => AMENDMENTS.includes(type);

/** An event of any kind, narrowed by its type. */
type Amendment = RecordedAmendment<EventsOf<Amendments>>;
type RecordedAmendment<E extends DomainEvent> = E extends DomainEvent ? RecordedEvent<E> : never;

const asAmendment = (event: RecordedEvent): Amendment | undefined =>
  // These types are written by nobody else, in this form.
  isAmendment(event) ? (event as Amendment) : undefined;

/** Revisions of the entries, all of the same stream, that an event amends; none when it amends nothing. */
export const amendedRevisions = (event: RecordedEvent): readonly number[] => {
  const amendment = asAmendment(event);
  if (amendment === undefined) return [];
  switch (amendment.type) {
    case 'EntryCorrected':
    case 'EntryLevelSet':
      return [amendment.data.entry.revision];
    case 'EntryVoided':
      return amendment.data.entries.map(({ revision }) => revision);
    case 'TextRemoved': {
      const { entry, texts } = amendment.data;
      return [...new Set([entry.revision, ...texts.map(({ revision }) => revision)])];
    }
    default:
      return [];
  }
};

/** Revisions of the entries of which an event speaks, also where it amends nothing. */
export const namedRevisions = (event: RecordedEvent): readonly number[] => {
  const amendment = asAmendment(event);
  const [entry] = amendment !== undefined && 'entry' in amendment.data ? [amendment.data.entry.revision] : [];
  return entry === undefined ? amendedRevisions(event) : [entry];
};

/** Corrections among the amendments of one entry, in their order. */
export const correctionsIn = (amendments: readonly RecordedEvent[]): readonly Amendments['EntryCorrected'][] =>
  amendments.flatMap((event) => {
    const amendment = asAmendment(event);
    return amendment?.type === 'EntryCorrected' ? [amendment.data] : [];
  });

export const isVoided = ({ amendedBy = [] }: RecordedEvent): boolean =>
  amendedBy.some(({ type }) => type === ('EntryVoided' satisfies keyof Amendments));

/** How widely an event may be shown, as it was last said; absent: as is usual. */
export const levelIn = ({ metadata, amendedBy = [] }: RecordedEvent): string | undefined => {
  const set = amendedBy.flatMap((event) => {
    const amendment = asAmendment(event);
    return amendment?.type === 'EntryLevelSet' ? [amendment.data.level] : [];
  });
  return set.at(-1) ?? metadata.level;
};

/** What folds that know nothing of amendments take: neither these nor what was voided. */
export const isInForce = (event: RecordedEvent): boolean => !isAmendment(event) && !isVoided(event);
