import { heirOf } from '#branches/published/passed.js';
import type { Recorded } from '#event-sourcing/event.js';
import type { Handler } from '#event-sourcing/projection/projection.js';
import { gramsOf } from '#text/grams.js';
import type { LocalDate } from '#time/local-date.js';
import type { ProblemEvent } from '../../events.js';
import { deadlinesAfter } from '../../published/deadlines.js';
import { PROBLEM_ACTS, returnsWork, statusAfter } from '../../published/states.js';
import type { ActRow, ProblemStatus } from '../../published/states.js';
import { emptyRow } from './ledger-row.js';
import type { LedgerRow } from './ledger-row.js';
import { codesOf, measureKindsOf, measureLeads, measuresOf, nextStepOn, unitsOf } from './plan.js';

export type Change = Partial<LedgerRow>;

/** The row after new facts, with what follows from the facts of all three streams, whichever came last. */
export const changed = (before: LedgerRow | undefined, id: string, change: Change): LedgerRow => {
  const row = { ...(before ?? emptyRow(id)), ...change };
  const sameWords = before !== undefined && before.no === row.no && before.statement === row.statement;
  const notified = row.leadNotified ?? row.leadNamed;
  const lead = notified?.kind === 'branch' ? { ...notified, code: heirOf(notified.code, row.passed) } : notified;
  const heir = row.branch === null ? null : heirOf(row.branch, row.passed);
  return {
    ...row,
    ...standing(row),
    heir: heir === row.branch ? null : heir,
    leadKind: lead?.kind ?? null,
    leadCode: lead?.code ?? null,
    departments: codesOf(unitsOf(row.plan).concat(lead ?? []), 'department'),
    branchesInvolved: codesOf(unitsOf(row.plan), 'branch'),
    measuresLed: measureLeads(row.plan, lead),
    nextStepOn: row.plan?.approved === true ? nextStepOn(row.plan) : null,
    submissionCount: row.submissions.length,
    extensionsGranted:
      (row.takenOver?.extensionsGranted ?? 0) + row.extensions.filter(({ outcome }) => outcome === 'granted').length,
    notedHalf:
      row.standingNotes
        .map(({ half }) => half)
        .concat(row.takenOver?.notedHalf ?? [])
        .sort()
        .at(-1) ?? null,
    standingMeasures: measuresOf(row.plan).some(({ kind }) => kind === 'standing'),
    measureKinds: measureKindsOf(row.plan, row.submissions),
    grams: sameWords ? before.grams : gramsOf(row.no ?? '', row.statement ?? ''),
  };
};

const standing = (row: LedgerRow): { status: ProblemStatus | null; since: LocalDate | null } => {
  if (row.mergedInto !== null) return { status: 'merged', since: row.mergedOn };
  if (row.ownStatus !== null) return { status: row.ownStatus, since: row.ownSince };
  if (row.listedOn !== null) return { status: 'listed', since: row.listedOn };
  return { status: row.raisedOn === null ? null : 'flagged', since: row.raisedOn };
};

const TRANSITIONS: ReadonlySet<string> = new Set(
  Object.values<ActRow>(PROBLEM_ACTS)
    .filter((act) => act.to !== undefined)
    .map((act) => act.event),
).add('ProblemRaised');

/** Status, day and the mark of a return, as the state table says; nothing for facts that change no state. */
const step = ({ type, data, metadata }: Recorded<ProblemEvent>, row: LedgerRow): Change =>
  TRANSITIONS.has(type)
    ? {
        ownStatus: statusAfter(row.ownStatus ?? undefined, type, data),
        ownSince: metadata.occurredOn,
        returned: returnsWork(type) ?? row.returned,
      }
    : {};

/** The dates given to it, as the same fold tells the decider. */
const deadlines = (event: Recorded<ProblemEvent>, row: LedgerRow): Change => {
  const { planDueOn, dueOn, originalDueOn } = deadlinesAfter(
    {
      ...(row.planDueOn === null ? {} : { planDueOn: row.planDueOn }),
      ...(row.dueOn === null ? {} : { dueOn: row.dueOn }),
      ...(row.originalDueOn === null ? {} : { originalDueOn: row.originalDueOn }),
    },
    event,
  );
  return { planDueOn: planDueOn ?? null, dueOn: dueOn ?? null, originalDueOn: originalDueOn ?? null };
};

/** A handler for an event of the problem's own stream; `change` sees the row before it. */
export const own = <E extends ProblemEvent>(
  change: (event: Recorded<E>, row: LedgerRow) => Change,
): Handler<LedgerRow, E> => ({
  keys: (event) => [event.data.problem],
  fold: (before, event, id) => {
    const row = before ?? emptyRow(id);
    const length = event.revision + 1;
    return changed(row, id, { length, ...step(event, row), ...deadlines(event, row), ...change(event, row) });
  },
});
