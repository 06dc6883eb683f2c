import type { Passed } from '#branches/published/passed.js';
import { USUAL_LEVEL, type Level } from '#access/levels.js';
import type { Columns, Index } from '#event-sourcing/projection/projection.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { MeasureKind, Source } from '../../events.js';
import type { ProblemStatus } from '../../published/states.js';
import type { Separation } from './separation.js';
import type { ExtensionView } from './extensions.js';
import type { PlanView } from './plan.js';
import type { TakenOverView } from './taken-over.js';
import type { ReturnView, StandingNoteView, SubmissionView } from './submissions.js';

/**
 * One problem. Its facts stand in up to three streams (flagged and worded in the report, listed in the review, the rest
 * in its own), in whatever order they arrive: what each stream says has columns of its own, and `status`, `since`, the lead
 * and `departments` follow from all of them. `no` is null as long as the fact that it exists has not been seen.
 */
export interface LedgerRow {
  readonly id: string;
  /** Events in its own stream, which is its ETag; 0: nothing was done on it yet. */
  readonly length: number;

  readonly no: string | null;
  /** `raisedIn`: the year it belongs to for ever. */
  readonly year: number | null;
  /** The branch that was told. */
  readonly branch: string | null;
  readonly source: Source | null;
  readonly statement: string | null;
  /** The narrowest of the entries that brought it up and put it in words. */
  readonly level: Level;
  readonly category: string | null;
  /** Number of the comment in the report, for a problem from a review. */
  readonly comment: number | null;
  /** As it was said in the comment, or of all units, whatever the list says; null for what was not said at a review. */
  readonly spoken: string | null;
  readonly restatedOn: LocalDate | null;
  /** The problem that it was parted from. */
  readonly splitFrom: string | null;
  /** The problem in whose words it was said, for one that was split off. */
  readonly spokenIn: string | null;
  readonly mergedInto: string | null;
  readonly mergedOn: LocalDate | null;
  readonly mergedFrom: readonly string[];
  /** The common problem of which it is one unit's part. */
  readonly common: string | null;
  readonly recurrenceOf: string | null;
  /** Flagged in a comment, or entered. */
  readonly raisedOn: LocalDate | null;
  readonly leadNamed: LeadUnit | null;
  /** 期初录入: from the old ledger, with what it said of steps taken before. */
  readonly takenOver: TakenOverView | null;
  /** By the code of a branch that ended, the successor to which this problem passed from it. */
  readonly passed: Passed;
  readonly listedOn: LocalDate | null;
  readonly listNumber: string | null;

  /** 催办 by hand: how many, and the day of the last. */
  readonly reminders: number;
  readonly remindedOn: LocalDate | null;
  readonly ownStatus: ProblemStatus | null;
  readonly ownSince: LocalDate | null;
  readonly leadNotified: LeadUnit | null;
  readonly dispatchedOn: LocalDate | null;
  readonly noticeNumber: string | null;
  readonly planDueOn: LocalDate | null;
  readonly acknowledgedOn: LocalDate | null;
  /** An objection of the unit that waits for the office. */
  readonly contested: ReturnView | null;
  readonly plan: PlanView | null;
  /** Of the rectification: the plan's last date, or a later one by extension or reopening. */
  readonly dueOn: LocalDate | null;
  /** The plan's own last date, whatever was extended since. */
  readonly originalDueOn: LocalDate | null;
  /** Earliest date of a measure that is not done; null outside an approved plan. */
  readonly nextStepOn: LocalDate | null;
  readonly extensions: readonly ExtensionView[];
  readonly extensionsGranted: number;
  /** Number of the extension asked for and not answered. */
  readonly openExtension: number | null;
  /** Sent back, and not submitted again since. */
  readonly returned: boolean;
  /** Why it came back the last time: by return, refusal or reopening. */
  readonly returnedFor: ReturnView | null;
  readonly submissions: readonly SubmissionView[];
  readonly submissionCount: number;
  /** Day of the submission that stands; null when it was taken back or sent back. */
  readonly submittedOn: LocalDate | null;
  readonly verifiedOn: LocalDate | null;
  readonly closedOn: LocalDate | null;
  readonly conclusion: string | null;
  readonly standingSince: LocalDate | null;
  readonly standingNotes: readonly StandingNoteView[];
  /** Latest half-year that has its note. */
  readonly notedHalf: string | null;
  readonly withdrawnOn: LocalDate | null;
  readonly withdrawnFor: string | null;
  readonly reopenedOn: LocalDate | null;
  /** Who did what, as far as one act excludes another. Never filtered by, never shown. */
  readonly separation: Separation;

  readonly status: ProblemStatus | null;
  readonly since: LocalDate | null;
  /** The plan has measures without an end. */
  readonly standingMeasures: boolean;
  /** Kinds of the measures that bind, in the order of their names; `at-once` also where it was rectified without a plan. */
  readonly measureKinds: readonly MeasureKind[];
  /** Answers in place of the branch that was told, where that has ended and named its successor for this problem. */
  readonly heir: string | null;
  /** Of the lead as it passed on. */
  readonly leadKind: LeadUnit['kind'] | null;
  readonly leadCode: string | null;
  /** Departments that lead or support it. */
  readonly departments: readonly string[];
  /** Those that lead or support one of its measures. */
  readonly branchesInvolved: readonly string[];
  /** Keys of the units, other than the lead, that lead measures still open. */
  readonly measuresLed: readonly string[];
  readonly grams: readonly number[];
}

export const emptyRow = (id: string): LedgerRow => ({
  id,
  length: 0,
  no: null,
  year: null,
  branch: null,
  source: null,
  statement: null,
  level: USUAL_LEVEL,
  category: null,
  comment: null,
  spoken: null,
  restatedOn: null,
  splitFrom: null,
  spokenIn: null,
  mergedInto: null,
  mergedOn: null,
  mergedFrom: [],
  common: null,
  recurrenceOf: null,
  raisedOn: null,
  leadNamed: null,
  takenOver: null,
  passed: {},
  listedOn: null,
  listNumber: null,
  reminders: 0,
  remindedOn: null,
  ownStatus: null,
  ownSince: null,
  leadNotified: null,
  dispatchedOn: null,
  noticeNumber: null,
  planDueOn: null,
  acknowledgedOn: null,
  contested: null,
  plan: null,
  dueOn: null,
  originalDueOn: null,
  nextStepOn: null,
  extensions: [],
  extensionsGranted: 0,
  openExtension: null,
  returned: false,
  returnedFor: null,
  submissions: [],
  submissionCount: 0,
  submittedOn: null,
  verifiedOn: null,
  closedOn: null,
  conclusion: null,
  standingSince: null,
  standingNotes: [],
  notedHalf: null,
  withdrawnOn: null,
  withdrawnFor: null,
  reopenedOn: null,
  separation: {},
  status: null,
  since: null,
  standingMeasures: false,
  measureKinds: [],
  heir: null,
  leadKind: null,
  leadCode: null,
  departments: [],
  branchesInvolved: [],
  measuresLed: [],
  grams: [],
});

const text = { type: 'text', nullable: true } as const;
const date = { type: 'date', nullable: true } as const;
const json = { type: 'json', nullable: true } as const;
const integer = { type: 'integer', nullable: true } as const;

export const ledgerColumns: Columns<LedgerRow> = {
  id: { type: 'text' },
  length: { type: 'integer' },
  no: text,
  year: integer,
  branch: text,
  source: text,
  statement: text,
  level: { type: 'text' },
  category: text,
  comment: integer,
  spoken: text,
  restatedOn: date,
  splitFrom: text,
  spokenIn: text,
  mergedInto: text,
  mergedOn: date,
  mergedFrom: { type: 'text[]' },
  common: text,
  recurrenceOf: text,
  raisedOn: date,
  leadNamed: json,
  takenOver: json,
  passed: { type: 'json' },
  listedOn: date,
  listNumber: text,
  reminders: { type: 'integer' },
  remindedOn: date,
  ownStatus: text,
  ownSince: date,
  leadNotified: json,
  dispatchedOn: date,
  noticeNumber: text,
  planDueOn: date,
  acknowledgedOn: date,
  contested: json,
  plan: json,
  dueOn: date,
  originalDueOn: date,
  nextStepOn: date,
  extensions: { type: 'json' },
  extensionsGranted: { type: 'integer' },
  openExtension: integer,
  returned: { type: 'boolean' },
  returnedFor: json,
  submissions: { type: 'json' },
  submissionCount: { type: 'integer' },
  submittedOn: date,
  verifiedOn: date,
  closedOn: date,
  conclusion: text,
  standingSince: date,
  standingNotes: { type: 'json' },
  notedHalf: text,
  withdrawnOn: date,
  withdrawnFor: text,
  reopenedOn: date,
  separation: { type: 'json' },
  status: text,
  since: date,
  standingMeasures: { type: 'boolean' },
  measureKinds: { type: 'text[]' },
  heir: text,
  leadKind: text,
  leadCode: text,
  departments: { type: 'text[]' },
  branchesInvolved: { type: 'text[]' },
  measuresLed: { type: 'text[]' },
  grams: { type: 'integer[]' },
};

export const ledgerIndexes: readonly Index<LedgerRow>[] = [
  { columns: ['branch', 'no'] },
  { columns: ['leadCode', 'branch', 'no'] },
  { columns: ['leadKind'] },
  { columns: ['heir', 'branch', 'no'] },
  { columns: ['no'] },
  { columns: ['year', 'branch', 'no'] },
  { columns: ['common'] },
  { columns: ['recurrenceOf'] },
  { columns: ['noticeNumber'] },
  // All that work queues count by.
  {
    columns: ['status', 'since', 'id'],
    including: [
      'no',
      'branch',
      'planDueOn',
      'dueOn',
      'nextStepOn',
      'returned',
      'openExtension',
      'extensionsGranted',
      'standingMeasures',
      'notedHalf',
      'leadKind',
      'leadCode',
      'level',
    ],
  },
  { columns: ['openExtension'] },
  { columns: ['status', 'dueOn', 'id'] },
  { columns: ['departments'], method: 'gin' },
  { columns: ['branchesInvolved'], method: 'gin' },
  { columns: ['measuresLed'], method: 'gin' },
  { columns: ['measureKinds'], method: 'gin' },
  { columns: ['grams'], method: 'gin' },
];
