import type { Passed } from '#branches/published/passed.js';
import { USUAL_LEVEL, type Level } from '#access/levels.js';
import type { Columns, Index } from '#event-sourcing/projection/projection.js';
import type { PaperReference } from '#problems/events.js';
import type { EvidenceView } from '#problems/published/evidence.js';
import type { LocalDate } from '#time/local-date.js';
import type { Outcome } from '../../events.js';
import type { GoalStatus } from '../../published/states.js';

export interface GoalProgressView {
  readonly on: LocalDate;
  readonly words: string;
  readonly evidence: readonly EvidenceView[];
}

export interface GoalResultView {
  readonly submission: number;
  readonly on: LocalDate;
  /** Null where it was handed in on paper. */
  readonly summary: string | null;
  readonly evidence: readonly EvidenceView[];
  /** Why the office sent it back, and when. */
  readonly returned: { readonly on: LocalDate; readonly reason: string } | null;
}

export interface GoalTakenOverView {
  readonly on: LocalDate;
  readonly paper: PaperReference;
  readonly externalKey: string | null;
}

/**
 * One goal. It is assigned in the report's stream and pursued in its own; either may be seen first. `no` is null as
 * long as the assignment has not been seen.
 */
export interface GoalRow {
  readonly id: string;
  /** Events in its own stream, which is its ETag; 0: nothing was done on it yet. */
  readonly length: number;
  readonly no: string | null;
  readonly year: number | null;
  readonly branch: string | null;
  /** By the code of a branch that ended, the successor to which this goal passed from it. */
  readonly passed: Passed;
  readonly comment: number | null;
  readonly statement: string | null;
  readonly level: Level;
  /** An indicator or words. */
  readonly measure: string | null;
  readonly assignedOn: LocalDate | null;
  /** 期初录入: from the old ledger. */
  readonly takenOver: GoalTakenOverView | null;
  readonly dueOn: LocalDate | null;

  readonly ownStatus: GoalStatus | null;
  readonly ownSince: LocalDate | null;
  readonly acceptedOn: LocalDate | null;
  readonly progress: readonly GoalProgressView[];
  readonly results: readonly GoalResultView[];
  /** Day of the result that stands; null when it was sent back. */
  readonly submittedOn: LocalDate | null;
  /** Sent back, and not submitted again since. */
  readonly returned: boolean;
  readonly outcome: Outcome | null;
  readonly finding: string | null;
  readonly concludedOn: LocalDate | null;
  /** Opaque: whoever submitted the last result does not judge it. Never filtered by, never shown. */
  readonly separation: { readonly submittedBy?: string };

  readonly status: GoalStatus | null;
  readonly since: LocalDate | null;
  /** Answers in place of the branch, where that has ended and named its successor for this goal. */
  readonly heir: string | null;
  readonly grams: readonly number[];
}

export const emptyGoal = (id: string): GoalRow => ({
  id,
  length: 0,
  no: null,
  year: null,
  branch: null,
  passed: {},
  comment: null,
  statement: null,
  level: USUAL_LEVEL,
  measure: null,
  assignedOn: null,
  takenOver: null,
  dueOn: null,
  ownStatus: null,
  ownSince: null,
  acceptedOn: null,
  progress: [],
  results: [],
  submittedOn: null,
  returned: false,
  outcome: null,
  finding: null,
  concludedOn: null,
  separation: {},
  status: null,
  since: null,
  heir: null,
  grams: [],
});

const text = { type: 'text', nullable: true } as const;
const date = { type: 'date', nullable: true } as const;
const integer = { type: 'integer', nullable: true } as const;

export const goalColumns: Columns<GoalRow> = {
  id: { type: 'text' },
  length: { type: 'integer' },
  no: text,
  year: integer,
  branch: text,
  passed: { type: 'json' },
  comment: integer,
  statement: text,
  level: { type: 'text' },
  measure: text,
  assignedOn: date,
  takenOver: { type: 'json', nullable: true },
  dueOn: date,
  ownStatus: text,
  ownSince: date,
  acceptedOn: date,
  progress: { type: 'json' },
  results: { type: 'json' },
  submittedOn: date,
  returned: { type: 'boolean' },
  outcome: text,
  finding: text,
  concludedOn: date,
  separation: { type: 'json' },
  status: text,
  since: date,
  heir: text,
  grams: { type: 'integer[]' },
};

export const goalIndexes: readonly Index<GoalRow>[] = [
  { columns: ['branch', 'id'] },
  { columns: ['heir', 'id'] },
  { columns: ['no'] },
  { columns: ['status', 'since', 'id'] },
  { columns: ['status', 'dueOn', 'id'] },
  { columns: ['grams'], method: 'gin' },
];
