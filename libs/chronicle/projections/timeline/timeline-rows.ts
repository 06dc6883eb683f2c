import { isLimited, levelOf } from '#access/levels.js';
import type { CorrectionEvent } from '#corrections/events.js';
import { isVoided } from '#event-sourcing/amendments/amendment.js';
import type { DomainEvent, Recorded, RecordedEvent } from '#event-sourcing/event.js';
import { itemNo, parseItem } from '#text/item-number.js';
import { gramsOf } from '#text/grams.js';
import { entryRule } from '../../domain/entries/entries.js';
import { kindUnder, type EntryRule } from '../../domain/entries/entry-rule.js';
import type { Amended, Hands } from '../../domain/fact.js';
import { freeTextsOf } from '../../domain/words.js';
import { entryKey } from '../../domain/limited.js';
import type { FactRow } from './facts.js';
import type { TimelineRow } from './timeline-row.js';

type AnyEvent = Recorded<DomainEvent>;

const rowKey = ({ stream, revision }: AnyEvent, branch: string): string => `${stream}:${String(revision)}:${branch}`;

/** The branch of the row of a key. */
export const branchOfKey = (key: string): string => key.slice(key.lastIndexOf(':') + 1);

/** The stream of the event of a key. */
export const streamOfKey = (key: string): string => key.split(':').slice(0, -2).join(':');

/** Without an agenda position: after all that have one. */
const NO_SEQ = 999_999_999;

const placeOf = ({ stream, revision, metadata }: AnyEvent): string =>
  [
    String(metadata.seq ?? NO_SEQ).padStart(9, '0'),
    metadata.recordedAt,
    stream,
    String(revision).padStart(9, '0'),
  ].join(' ');

const handsOf = ({ metadata: { actor, role, recordedBy, basis, lateReason } }: AnyEvent): Hands => ({
  actor,
  role,
  recordedBy,
  ...(basis === undefined ? {} : { basis }),
  ...(lateReason === undefined ? {} : { lateReason }),
});

const amendedOf = (amendments: readonly RecordedEvent[]): Amended => {
  // Nothing else is written under these types.
  const all = amendments as readonly Recorded<CorrectionEvent>[];
  const voided = all.flatMap(({ type, data, metadata }) =>
    type === 'EntryVoided' ? [{ on: metadata.occurredOn, reason: data.reason }] : [],
  )[0];
  return {
    upTo: amendments.at(-1)?.revision ?? 0,
    corrections: all.flatMap(({ type, data, metadata }) =>
      type === 'EntryCorrected'
        ? [{ kind: data.kind, field: data.field, on: metadata.occurredOn, reason: data.reason }]
        : [],
    ),
    ...(voided === undefined ? {} : { voided }),
  };
};

const numberOf = (item: string): string => {
  const parsed = parseItem(item);
  return parsed === undefined ? item : itemNo(parsed);
};

const wholeNumber = (tag: string | number | undefined): number | null => (typeof tag === 'number' ? tag : null);

/** Keys of the rows in which an event stands. */
export const timelineKeys = (event: AnyEvent): readonly string[] =>
  (entryRule(event.type)?.branches(event) ?? []).map((branch) => rowKey(event, branch));

const factRow = (event: AnyEvent, rule: EntryRule<object>, branch: string): FactRow => {
  const data = rule.own?.(event.data, branch) ?? event.data;
  const item = rule.item?.(data) ?? null;
  const level = levelOf(event);
  return {
    branch,
    year: wholeNumber(event.metadata.tags['year']),
    reviewYear: rule.ofReview === true ? wholeNumber(event.metadata.tags['year']) : null,
    kind: kindUnder(rule, event.data),
    type: event.type,
    item,
    no: item === null ? null : numberOf(item),
    occurredOn: event.metadata.occurredOn,
    seq: event.metadata.seq ?? null,
    recordedAt: event.metadata.recordedAt,
    stream: event.stream,
    revision: event.revision,
    voided: isVoided(event),
    level,
    partOf: rule.partOf?.(event) ?? [],
    withheld: isLimited({ level }) ? [entryKey(event), ...(rule.tells?.({ ...event, data }) ?? [])] : [],
    shown: {
      data,
      hands: handsOf(event),
      ...(event.amendedBy === undefined ? {} : { amended: amendedOf(event.amendedBy) }),
    },
  };
};

/** What the domain reads of one event, for each branch in whose history it stands. */
export const factRows = (event: AnyEvent): readonly FactRow[] => {
  const rule = entryRule(event.type);
  return rule === undefined ? [] : rule.branches(event).map((branch) => factRow(event, rule, branch));
};

const rowOf = (event: AnyEvent, rule: EntryRule<object>, branch: string): TimelineRow => {
  const row = factRow(event, rule, branch);
  return {
    key: rowKey(event, branch),
    ...row,
    place: placeOf(event),
    grams: gramsOf(...freeTextsOf(row.shown.data), ...(rule.finds?.(event.data) ?? []), row.no ?? ''),
  };
};

/** The row of an event under one of its keys. */
export const timelineRow = (event: AnyEvent, key: string): TimelineRow | undefined => {
  const rule = entryRule(event.type);
  return rule === undefined ? undefined : rowOf(event, rule, branchOfKey(key));
};
