import type { Passed } from '#branches/published/passed.js';
import { heirOf, passingsOf } from '#branches/published/passed.js';
import { SETTLED } from '../../published/states.js';
import type { LedgerRow } from './ledger-row.js';
import { codesOf, unitsOf } from './plan.js';

type Led = Pick<LedgerRow, 'status' | 'branch' | 'heir' | 'leadKind' | 'leadCode' | 'passed'> &
  Partial<Pick<LedgerRow, 'plan'>>;

/**
 * An open problem as it is answered for today: what endings did not name has passed to main successors, as if they had
 * named it. What is settled stays with the code that it was settled under.
 *
 * @param main by the code of each branch that ended, its main successor.
 */
export const answeredNow = <Row extends Led>(row: Row, main: Passed): Row => {
  const { status, branch, leadKind, leadCode, plan } = row;
  if (status === null || branch === null || SETTLED.includes(status)) return row;
  const lead = leadKind === 'branch' && leadCode !== null ? [leadCode] : [];
  const codes = [branch, ...lead, ...codesOf(unitsOf(plan ?? null), 'branch')];
  const passed = { ...row.passed, ...passingsOf(codes, { ...main, ...row.passed }) };
  const heir = heirOf(branch, passed);
  return {
    ...row,
    passed,
    heir: heir === branch ? null : heir,
    leadCode: leadKind === 'branch' && leadCode !== null ? heirOf(leadCode, passed) : leadCode,
  };
};
