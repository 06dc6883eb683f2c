import { emptyRow } from './ledger-row.js';
import type { LedgerRow } from './ledger-row.js';
import { answeredNow } from './answering.js';

const row = (some: Partial<LedgerRow>): LedgerRow => ({
  ...emptyRow('2023-review-03-01'),
  branch: '03',
  leadKind: 'branch',
  leadCode: '03',
  status: 'in-progress',
  ...some,
});

describe('a problem that no ending named', () => {
  it('is answered for by the main successor of its branch, and by the successor’s own', () => {
    expect(answeredNow(row({}), { '03': '05' })).toMatchObject({ branch: '03', heir: '05', leadCode: '05' });
    expect(answeredNow(row({}), { '03': '05', '05': '08', '07': '08' })).toMatchObject({
      heir: '08',
      leadCode: '08',
      passed: { '03': '05', '05': '08' },
    });
  });

  it('stays with its code while the branch exists, and for ever once it is settled', () => {
    expect(answeredNow(row({}), { '04': '05' })).toEqual(row({}));
    for (const status of ['closed', 'withdrawn', 'merged'] as const)
      expect(answeredNow(row({ status }), { '03': '05' })).toEqual(row({ status }));
  });

  it('goes where a later ending names it, and what was named goes on to the main successor', () => {
    const named = { passed: { '05': '07' } };
    expect(answeredNow(row(named), { '03': '05', '05': '06' })).toMatchObject({ heir: '07', leadCode: '07' });
    const passed = { passed: { '03': '07' }, heir: '07', leadCode: '07' };
    expect(answeredNow(row(passed), { '03': '05', '07': '09' })).toMatchObject({ heir: '09', leadCode: '09' });
  });

  it('is led by whoever led it, where that is no branch', () => {
    const led = row({ leadKind: 'department', leadCode: '03' });
    expect(answeredNow(led, { '03': '05' })).toMatchObject({ heir: '05', leadKind: 'department', leadCode: '03' });
  });
});
