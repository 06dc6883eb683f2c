import type { Boundaries } from '../../published/clock.js';
import { ClockSql } from '../../published/clock-sql.js';
import { PROBLEM_STATUSES, STATUS_TABLE } from '../../published/states.js';

const rows = PROBLEM_STATUSES.map((status) => {
  const { lights, clock } = STATUS_TABLE[status];
  return [status, { settled: lights === 'settled', ...(clock === undefined ? {} : { clock }) }] as const;
});
const running = PROBLEM_STATUSES.filter((status) => STATUS_TABLE[status].lights === 'running').map((s) => `'${s}'`);

/** The clock of problems over the ledger's columns, under the name that a query gives the ledger. */
export const ledgerClock = (alias: string, bounds: Boundaries): ClockSql =>
  new ClockSql(
    Object.fromEntries(rows),
    {
      status: `${alias}.status`,
      since: `${alias}.since`,
      planDueOn: `${alias}.planDueOn`,
      dueOn: `${alias}.dueOn`,
      behind: `(${alias}.status IN (${running.join(', ')}) AND (${alias}.returned OR COALESCE(
        ${alias}.status = 'in-progress' AND ${alias}.nextStepOn < :today, FALSE)))`,
    },
    bounds,
  );
