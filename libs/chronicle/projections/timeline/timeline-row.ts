import type { Level } from '#access/levels.js';
import type { Columns, Index } from '#event-sourcing/projection/projection.js';
import type { LocalDate } from '#time/local-date.js';
import type { Amended, Hands } from '../../domain/fact.js';

/** What is shown of an entry; nothing is searched, sorted or counted by it. */
export interface Shown {
  readonly data: object;
  readonly hands: Hands;
  readonly amended?: Amended;
}

/** One event in the history of one branch. */
export interface TimelineRow {
  /** `<stream>:<revision>:<branch>`. */
  readonly key: string;
  readonly branch: string;
  readonly year: number | null;
  readonly reviewYear: number | null;
  readonly kind: string;
  readonly type: string;
  readonly item: string | null;
  readonly no: string | null;
  readonly occurredOn: LocalDate;
  readonly seq: number | null;
  readonly recordedAt: string;
  /** Order within a day: agenda position, recording, place in the stream. */
  readonly place: string;
  readonly stream: string;
  readonly revision: number;
  /** 作废: it counts for nothing any more. */
  readonly voided: boolean;
  readonly shown: Shown;
  readonly level: Level;
  /** Keys of what it is a part of, and is hidden with; see `Leveled`. */
  readonly partOf: readonly string[];
  /** Keys of what is hidden with it; none unless it is 限班子. */
  readonly withheld: readonly string[];
  /** Index of its words. */
  readonly grams: readonly number[];
}

export const timelineColumns: Columns<TimelineRow> = {
  key: { type: 'text' },
  branch: { type: 'text' },
  year: { type: 'integer', nullable: true },
  reviewYear: { type: 'integer', nullable: true },
  kind: { type: 'text' },
  type: { type: 'text' },
  item: { type: 'text', nullable: true },
  no: { type: 'text', nullable: true },
  occurredOn: { type: 'date' },
  seq: { type: 'integer', nullable: true },
  recordedAt: { type: 'timestamptz' },
  place: { type: 'text' },
  stream: { type: 'text' },
  revision: { type: 'integer' },
  voided: { type: 'boolean' },
  level: { type: 'text' },
  partOf: { type: 'text[]' },
  withheld: { type: 'text[]' },
  shown: { type: 'json' },
  grams: { type: 'integer[]' },
};

export const timelineIndexes: readonly Index<TimelineRow>[] = [
  { columns: ['branch', 'occurredOn', 'place'] },
  { columns: ['item', 'branch'] },
  // What a branch is called, what was issued to it, which grades it was told: a few rows in a thousand.
  {
    columns: ['branch', 'type', 'item'],
    only: { column: 'type', among: ['BranchEstablished', 'BranchRenamed', 'RequirementIssued', 'GradeFedBack'] },
  },
  // Few: what is hidden from those who do not read it.
  { columns: ['branch', 'level'], only: { column: 'level', among: ['committee-only'] } },
  { columns: ['grams'], method: 'gin' },
];
