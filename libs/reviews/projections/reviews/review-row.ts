import type { Level } from '#access/levels.js';
import type { Columns } from '#event-sourcing/projection/projection.js';
import type { LocalDate } from '#time/local-date.js';
import type { Addressees, RosterEntry } from '../../events.js';

/** What was said to all, with its level. */
export interface SaidToAll {
  readonly words: string;
  readonly level: Level;
}

export interface RequirementView {
  readonly id: string;
  readonly no: string;
  readonly number: number;
  readonly heading: string;
  readonly level: Level;
  readonly points: readonly string[];
  readonly addressees: Addressees;
  /** Codes of the units it binds. */
  readonly units: readonly string[];
  readonly dueOn: LocalDate | null;
}

/** 共性问题: said once for the units named, each of which has a problem of its own. */
export interface CommonProblemView {
  readonly id: string;
  readonly no: string;
  readonly statement: string;
  readonly level: Level;
  readonly category: string;
  /** The branches told, with the ids of their problems. */
  readonly units: readonly { readonly branch: string; readonly problem: string }[];
}

/** 问题清单 as approved; approved again with what was added later. */
export interface ProblemListView {
  readonly approvedOn: LocalDate;
  readonly documentNumber: string;
  readonly problems: readonly string[];
}

/** One review, all of it from its own stream. */
export interface ReviewRow {
  /** The year as text. */
  readonly key: string;
  readonly year: number;
  readonly committee: string;
  readonly title: string;
  readonly plannedOn: LocalDate;
  readonly place: string | null;
  /** Whoever presides at this review; for display only. */
  readonly parts: { readonly presider: string };
  /** Codes of the branches enrolled, in byte order. */
  readonly branches: readonly string[];
  readonly roster: readonly RosterEntry[];
  readonly opinions: SaidToAll | null;
  readonly achievements: readonly SaidToAll[];
  readonly requirements: readonly RequirementView[];
  readonly commonProblems: readonly CommonProblemView[];
  readonly adjournedOn: LocalDate | null;
  readonly problemLists: readonly ProblemListView[];
  readonly closedOn: LocalDate | null;
  /** Events in its stream, which is its ETag. */
  readonly length: number;
}

export const reviewColumns: Columns<ReviewRow> = {
  key: { type: 'text' },
  year: { type: 'integer' },
  committee: { type: 'text' },
  title: { type: 'text' },
  plannedOn: { type: 'date' },
  place: { type: 'text', nullable: true },
  parts: { type: 'json' },
  branches: { type: 'text[]' },
  roster: { type: 'json' },
  opinions: { type: 'json', nullable: true },
  achievements: { type: 'json' },
  requirements: { type: 'json' },
  commonProblems: { type: 'json' },
  adjournedOn: { type: 'date', nullable: true },
  problemLists: { type: 'json' },
  closedOn: { type: 'date', nullable: true },
  length: { type: 'integer' },
};
