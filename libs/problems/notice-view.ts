import type { LeadUnit } from '#reviews/events.js';
import type { LedgerRow } from './projections/ledger/ledger-row.js';
import type { ReturnView } from './projections/ledger/submissions.js';
import { problemSummary } from './problem-views.js';
import type { ProblemSummary, Told } from './problem-views.js';
import type { ClockDay } from './published/clock-day.js';

/** A problem under a notice. */
export interface NotifiedProblem extends ProblemSummary {
  readonly dispatchedOn: string | null;
  readonly planDueOn: string | null;
  readonly acknowledgedOn: string | null;
  /** An objection that waits for the office. */
  readonly contested: ReturnView | null;
}

/** A notice to one unit. A problem that was sent out again is under its latest notice. */
export interface NoticeView {
  readonly noticeNumber: string;
  readonly unit: LeadUnit;
  readonly issuedOn: string | null;
  /** The earliest of its problems. */
  readonly planDueOn: string | null;
  readonly acknowledged: number;
  readonly problems: readonly NotifiedProblem[];
}

const notified = (row: Told<LedgerRow>, clock: ClockDay): NotifiedProblem => ({
  ...problemSummary(row, clock),
  dispatchedOn: row.dispatchedOn,
  planDueOn: row.planDueOn,
  acknowledgedOn: row.acknowledgedOn,
  contested: row.contested,
});

const earliest = (days: readonly (string | null)[]): string | null =>
  days.filter((day) => day !== null).toSorted()[0] ?? null;

/** In the order of the rows. */
export const noticeViews = (rows: readonly Told<LedgerRow>[], clock: ClockDay): readonly NoticeView[] => {
  const byNotice = new Map<string, Told<LedgerRow>[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.noticeNumber, row.leadKind, row.leadCode]);
    byNotice.set(key, [...(byNotice.get(key) ?? []), row]);
  }
  return [...byNotice.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined || first.noticeNumber === null) return [];
    return [
      {
        noticeNumber: first.noticeNumber,
        unit: { kind: first.leadKind, code: first.leadCode },
        issuedOn: earliest(own.map(({ dispatchedOn }) => dispatchedOn)),
        planDueOn: earliest(own.map(({ planDueOn }) => planDueOn)),
        acknowledged: own.filter(({ acknowledgedOn }) => acknowledgedOn !== null).length,
        problems: own.map((row) => notified(row, clock)),
      },
    ];
  });
};
