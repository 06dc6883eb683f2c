import type { Level } from '#access/levels.js';
import { ROLE_NAMES } from '#access/roles.js';
import type { CorrectionKind } from '#corrections/events.js';
import type { Basis } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import type { Amended } from '../domain/fact.js';
import { yearOfFact, type ReviewDay } from '../domain/cycle.js';
import { entryRule } from '../domain/entries/entries.js';
import { isLateEntry } from '../domain/sheet/counting-day.js';
import { inWords } from '../domain/words.js';
import type { TimelineRow } from '../projections/timeline/timeline-row.js';

interface InBoth {
  readonly zh: string;
  readonly en: string;
}

/** One entry of a history as a reader sees it. Persons are shown by name and role. */
export interface EntryView {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly kind: string;
  readonly level: Level;
  /** The cycle it belongs to. */
  readonly cycle: number;
  /** Year of the review in which the matter was raised. */
  readonly raisedIn: number | null;
  readonly item: { readonly id: string; readonly no: string } | null;
  readonly occurredOn: LocalDate;
  readonly seq: number | null;
  readonly recordedAt: string;
  /** 补录: recorded on a later day. */
  readonly lateEntry: boolean;
  readonly sentence: InBoth;
  readonly by: { readonly name: string | null; readonly role: string; readonly roleName: InBoth };
  readonly recordedBy: string | null;
  readonly basis: Basis | null;
  readonly lateReason: string | null;
  readonly data: unknown;
  /** 更正: what was corrected since, in order; `substance` 实质更正. The text reads as corrected. */
  readonly corrected: readonly {
    readonly kind: CorrectionKind;
    readonly field: string;
    readonly on: LocalDate;
    readonly reason: string;
  }[];
  /** 作废: since when, and why; it counts for nothing any more. Null: in force. */
  readonly voided: { readonly on: LocalDate; readonly reason: string } | null;
  /** Names of the persons whose ids stand in `data`. */
  readonly names: Readonly<Record<string, string>>;
}

export interface EntrySettings {
  readonly reviews: readonly ReviewDay[];
  readonly timeZone: string;
  readonly names: ReadonlyMap<string, string>;
}

const PERSON_FIELDS = ['commentator', 'substitutes', 'deliveredBy', 'person', 'countedBy', 'supervisedBy'] as const;

const personsIn = (data: { readonly [Field in (typeof PERSON_FIELDS)[number]]?: unknown }): string[] =>
  PERSON_FIELDS.flatMap((field) => data[field]).filter((value) => typeof value === 'string');

/** Ids whose names a row needs. */
export const personsOf = ({ shown: { data, hands } }: TimelineRow): string[] => [
  hands.actor,
  hands.recordedBy,
  ...personsIn(data),
];

const roleName = (role: string): InBoth => {
  const names: Readonly<Record<string, InBoth>> = ROLE_NAMES;
  return names[role] ?? { zh: role, en: role };
};

/** A count sheet is read with the report; its entry only says that it was entered. */
const shownData = (data: object): unknown => {
  const { groups: _, ...rest }: { readonly groups?: unknown } = data;
  return inWords(rest);
};

const voidedOf = (amended: Amended | undefined): EntryView['voided'] =>
  amended?.voided === undefined ? null : { on: amended.voided.on, reason: amended.voided.reason.text };

/** @throws Error for a row of a type that stands in no history. */
export const entryView = (row: TimelineRow, { reviews, timeZone, names }: EntrySettings): EntryView => {
  const { shown, item, no } = row;
  const { hands, data } = shown;
  const rule = entryRule(row.type);
  if (rule === undefined) throw new Error(`no entry rule for ${row.type}`);
  const nameOf = (person: string): string | null => names.get(person) ?? null;
  return {
    stream: row.stream,
    revision: row.revision,
    type: row.type,
    kind: row.kind,
    level: row.level,
    cycle: yearOfFact(row, reviews),
    raisedIn: row.year,
    item: item === null ? null : { id: item, no: no ?? item },
    occurredOn: row.occurredOn,
    seq: row.seq,
    recordedAt: row.recordedAt,
    lateEntry: isLateEntry(row, timeZone),
    sentence: { zh: rule.zh(data), en: rule.en(data) },
    by: { name: nameOf(hands.actor), role: hands.role, roleName: roleName(hands.role) },
    recordedBy: hands.recordedBy === hands.actor ? null : nameOf(hands.recordedBy),
    basis: hands.basis ?? null,
    lateReason: hands.lateReason?.text ?? null,
    data: shownData(data),
    corrected: (shown.amended?.corrections ?? []).map(({ reason, ...rest }) => ({ ...rest, reason: reason.text })),
    voided: voidedOf(shown.amended),
    names: Object.fromEntries(personsIn(data).flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? '']] : []))),
  };
};
