import type { LeadUnit } from '#reviews/events.js';
import type { LedgerCount, ListedProblem } from './projections/ledger/ledger.query.js';
import { seesProblem } from './projections/ledger/ledger-sight.js';
import type { ProblemRelation, ProblemSight } from './projections/ledger/ledger-sight.js';
import { dueOf, lightOf } from './published/clock.js';
import type { ClockDay } from './published/clock-day.js';
import { lightView } from './published/light-view.js';
import type { InBoth, LightView } from './published/light-view.js';
import { LIGHTS } from './published/lights.js';
import type { Light } from './published/lights.js';
import { BULLETIN_WORDS, PROBLEM_STATUSES, STATUS_TABLE } from './published/states.js';
import type { Bulletin, Owner, ProblemStatus } from './published/states.js';

/** A row that readers see is whole: what the flagging says is there, and so are status and lead. */
export type Told<Row extends ListedProblem> = Row & {
  readonly status: ProblemStatus;
  readonly since: string;
  readonly branch: string;
  readonly leadKind: LeadUnit['kind'];
  readonly leadCode: string;
};

export const isTold = <Row extends ListedProblem>(row: Row): row is Told<Row> =>
  [row.status, row.since, row.branch, row.leadKind, row.leadCode].every((value) => value !== null);

/** Of these, those that are told and that somebody with this sight sees. */
export const seenOf = <Row extends ListedProblem & ProblemRelation>(
  rows: readonly Row[],
  sight: ProblemSight,
): readonly Told<Row>[] => rows.filter(isTold).filter((row) => seesProblem(sight, row));

type AsStored = Pick<
  ListedProblem,
  | 'id'
  | 'no'
  | 'heir'
  | 'source'
  | 'statement'
  | 'level'
  | 'category'
  | 'recurrenceOf'
  | 'measureKinds'
  | 'raisedOn'
  | 'since'
  | 'originalDueOn'
  | 'nextStepOn'
  | 'returned'
  | 'openExtension'
  | 'submittedOn'
  | 'closedOn'
  | 'reminders'
  | 'remindedOn'
>;

export interface ProblemSummary extends AsStored {
  readonly raisedIn: number | null;
  /** That was told. */
  readonly branch: string;
  readonly lead: LeadUnit;
  readonly status: InBoth & { readonly code: ProblemStatus };
  /** The words of the bulletins 通报. */
  readonly bulletin: InBoth & { readonly code: Bulletin };
  readonly whoOwes: { readonly by: Owner; readonly unit: LeadUnit | null };
  /** Of the next step; null where it has no date. */
  readonly dueOn: string | null;
  /** Of the rectification as a whole. */
  readonly rectificationDueOn: string | null;
  readonly light: LightView;
}

/** Field by field: a row holds more than a reader may see. */
export const problemSummary = (row: Told<ListedProblem>, { today, policy, calendar }: ClockDay): ProblemSummary => {
  const { zh, en, bulletin } = STATUS_TABLE[row.status];
  const { owedBy, dueOn } = dueOf(row, policy, calendar);
  const lead = { kind: row.leadKind, code: row.leadCode };
  const { returned, nextStepOn } = row;
  return {
    id: row.id,
    no: row.no,
    raisedIn: row.year,
    branch: row.branch,
    heir: row.heir,
    source: row.source,
    category: row.category,
    statement: row.statement,
    level: row.level,
    recurrenceOf: row.recurrenceOf,
    measureKinds: row.measureKinds,
    raisedOn: row.raisedOn,
    lead,
    status: { code: row.status, zh, en },
    since: row.since,
    bulletin: { code: bulletin, ...BULLETIN_WORDS[bulletin] },
    whoOwes: { by: owedBy, unit: owedBy === 'unit' ? lead : null },
    dueOn: dueOn ?? null,
    light: lightView(lightOf(row, today, policy, calendar), { dueOn, returned, nextStepOn }),
    rectificationDueOn: row.dueOn,
    originalDueOn: row.originalDueOn,
    nextStepOn,
    returned,
    openExtension: row.openExtension,
    submittedOn: row.submittedOn,
    closedOn: row.closedOn,
    reminders: row.reminders,
    remindedOn: row.remindedOn,
  };
};

export interface LedgerCounts {
  readonly byStatus: Readonly<Record<ProblemStatus, number>>;
  readonly byLight: Readonly<Record<Light, number>>;
}

/** Every status and light is named, in their order, also where there is none. */
export const ledgerCounts = (counts: readonly LedgerCount[]): LedgerCounts => {
  const sum = (matching: (each: LedgerCount) => boolean): number =>
    counts.filter(matching).reduce((total, { count }) => total + count, 0);
  const each = <Name extends string>(names: readonly Name[], of: (name: Name) => number): Record<Name, number> =>
    // One for each name.
    Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, number>;
  return {
    byStatus: each(PROBLEM_STATUSES, (name) => sum(({ status }) => status === name)),
    byLight: each(LIGHTS, (name) => sum(({ light }) => light === name)),
  };
};
