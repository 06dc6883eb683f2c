import type { LedgerRow } from './projections/ledger/ledger-row.js';
import type { SpokenWords } from './projections/ledger/spoken.js';
import type { Told } from './problem-views.js';
import type { InBoth } from './published/light-view.js';
import { STATUS_TABLE } from './published/states.js';
import type { ProblemStatus } from './published/states.js';

/** Another problem, as far as a link to it needs. */
export interface LinkedProblem {
  readonly id: string;
  readonly no: string | null;
  readonly raisedIn: number | null;
  readonly branch: string;
  readonly statement: string | null;
  readonly status: InBoth & { readonly code: ProblemStatus };
}

/** What ties a problem to others, as far as the reader may see it. */
export interface ProblemRelations {
  /** As it was said at the review, under the numbers flagged or raised there; none for what was not said at one. */
  readonly spoken: readonly SpokenWords[];
  readonly restatedOn: string | null;
  /** The problem that it was parted from. */
  readonly splitFrom: string | null;
  /** 已并入: the problem that stands for it. */
  readonly mergedInto: string | null;
  readonly mergedFrom: readonly string[];
  /** The common problem 共性问题 of which it is this unit's part. */
  readonly common: string | null;
  /** Ids of the problems in which it came back. */
  readonly recurredAs: readonly string[];
  /** 屡查屡犯: the whole chain without itself, the oldest first. */
  readonly recurrence: readonly LinkedProblem[];
}

export const linkedProblem = (row: Told<LedgerRow>): LinkedProblem => {
  const { zh, en } = STATUS_TABLE[row.status];
  return {
    id: row.id,
    no: row.no,
    raisedIn: row.year,
    branch: row.branch,
    statement: row.statement,
    status: { code: row.status, zh, en },
  };
};

/** @param chain what came before and after it, as far as the reader may see it. */
export const relationsOf = (
  row: LedgerRow,
  spoken: readonly SpokenWords[],
  chain: readonly Told<LedgerRow>[],
): ProblemRelations => ({
  spoken,
  restatedOn: row.restatedOn,
  splitFrom: row.splitFrom,
  mergedInto: row.mergedInto,
  mergedFrom: row.mergedFrom,
  common: row.common,
  recurredAs: chain
    .filter(({ recurrenceOf, status }) => recurrenceOf === row.id && status !== 'merged')
    .map(({ id }) => id),
  recurrence: chain.filter(({ status }) => status !== 'merged').map(linkedProblem),
});
