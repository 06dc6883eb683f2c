import type { Level } from '#access/levels.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LedgerRow } from './projections/ledger/ledger-row.js';
import { spokenOf } from './projections/ledger/spoken.js';
import type { SpokenWords } from './projections/ledger/spoken.js';
import type { Told } from './problem-views.js';
import type { InBoth } from './published/light-view.js';
import { STATUS_TABLE } from './published/states.js';
import type { ProblemStatus } from './published/states.js';

/** One line of the list: the words said and the words for the list, side by side. */
export interface ListedLine {
  readonly id: string;
  readonly no: string | null;
  readonly source: LedgerRow['source'];
  readonly category: string | null;
  readonly lead: LeadUnit;
  readonly spoken: readonly SpokenWords[];
  readonly statement: string | null;
  readonly level: Level;
  readonly restatedOn: string | null;
  readonly splitFrom: string | null;
  readonly mergedFrom: readonly string[];
  readonly common: string | null;
  readonly recurrenceOf: string | null;
  readonly status: InBoth & { readonly code: ProblemStatus };
  /** The approval that it is on; null as long as it waits. */
  readonly listedOn: string | null;
  readonly listNumber: string | null;
}

export interface ListOfUnit {
  /** That was told. */
  readonly branch: string;
  readonly problems: readonly ListedLine[];
}

/** 问题清单 of one review: as it was approved, and what an approval today would name. */
export interface ProblemListView {
  readonly year: number;
  /** Ids of those that stand and are not approved yet, exactly as an approval names them. */
  readonly toApprove: readonly string[];
  readonly approvals: readonly {
    readonly approvedOn: string;
    readonly documentNumber: string;
    readonly problems: number;
  }[];
  /** `raised` counts a common problem once; `owed` counts it for every unit that has to put it right. */
  readonly counts: { readonly raised: number; readonly owed: number };
  readonly units: readonly ListOfUnit[];
}

const lineOf =
  (all: ReadonlyMap<string, LedgerRow>, readsWords: (branch: string) => boolean) =>
  (row: Told<LedgerRow>): ListedLine => {
    const { zh, en } = STATUS_TABLE[row.status];
    return {
      id: row.id,
      no: row.no,
      source: row.source,
      category: row.category,
      lead: { kind: row.leadKind, code: row.leadCode },
      spoken: readsWords(row.branch) ? spokenOf(row, all) : [],
      statement: row.statement,
      level: row.level,
      restatedOn: row.restatedOn,
      splitFrom: row.splitFrom,
      mergedFrom: row.mergedFrom,
      common: row.common,
      recurrenceOf: row.recurrenceOf,
      status: { code: row.status, zh, en },
      listedOn: row.listedOn,
      listNumber: row.listNumber,
    };
  };

type Approval = ProblemListView['approvals'][number];

const approvalsOf = (rows: readonly LedgerRow[]): readonly Approval[] => {
  const approvals = new Map<string, Approval>();
  for (const { listedOn, listNumber } of rows) {
    if (listedOn === null || listNumber === null) continue;
    const key = `${listedOn} ${listNumber}`;
    const { problems } = approvals.get(key) ?? { problems: 0 };
    approvals.set(key, { approvedOn: listedOn, documentNumber: listNumber, problems: problems + 1 });
  }
  return [...approvals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, approval]) => approval);
};

/** Withdrawn before it was listed: on no list. */
const isOnList = ({ status, listedOn }: Told<LedgerRow>): boolean =>
  status !== 'merged' && (listedOn !== null || status === 'flagged');

/**
 * @param all of the review, in the order of branches and numbers, for the words of those that were merged.
 * @param seen those of them that the reader may see.
 */
export const problemListView = (
  year: number,
  all: readonly LedgerRow[],
  seen: readonly Told<LedgerRow>[],
  readsWords: (branch: string) => boolean,
): ProblemListView => {
  const rows = seen.filter(isOnList);
  const toLine = lineOf(new Map(all.map((row) => [row.id, row])), readsWords);
  const owed = rows.filter(({ status }) => status !== 'withdrawn');
  return {
    year,
    toApprove: rows.filter(({ listedOn }) => listedOn === null).map(({ id }) => id),
    approvals: approvalsOf(rows),
    counts: { raised: new Set(rows.map(({ id, common }) => common ?? id)).size, owed: owed.length },
    units: [...new Set(rows.map(({ branch }) => branch))].map((branch) => ({
      branch,
      problems: rows.filter((row) => row.branch === branch).map(toLine),
    })),
  };
};
