import { Injectable } from '@nestjs/common';
import { DataSource, In, Not } from 'typeorm';
import { BranchItemSource } from '#chronicle/published/branch-items.js';
import type { BranchItem } from '#chronicle/published/branch-items.js';
import type { ClockDay } from '../../published/clock-day.js';
import { SETTLED } from '../../published/states.js';
import { branchProblem } from './branch-problem.js';
import { LedgerAnswering } from './ledger-answering.js';
import type { LedgerRow } from './ledger-row.js';
import { ledgerEntity } from './ledger.projection.js';

/** Problems that a branch was told of or leads, or that passed on to it. */
@Injectable()
export class LedgerItems extends BranchItemSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly answering: LedgerAnswering,
  ) {
    super();
  }

  async itemsOf(branch: string, clock: ClockDay): Promise<readonly BranchItem[]> {
    const [rows, unnamed] = await Promise.all([
      this.dataSource
        .getRepository(ledgerEntity)
        .findBy([{ branch }, { heir: branch }, { leadKind: 'branch', leadCode: branch }]),
      this.unnamed(branch),
    ]);
    const known = new Set(rows.map(({ id }) => id));
    const all = [...rows, ...unnamed.filter(({ id }) => !known.has(id))];
    return all.flatMap((row) => branchProblem(row, branch, clock) ?? []);
  }

  /** What branches in whose place it came left open without naming it. */
  private async unnamed(branch: string): Promise<readonly LedgerRow[]> {
    const former = await this.answering.codesOf(branch);
    if (former.length === 0) return [];
    const open = { status: Not(In([...SETTLED])) };
    const rows = await this.dataSource.getRepository(ledgerEntity).findBy([
      { ...open, branch: In([...former]) },
      { ...open, heir: In([...former]) },
      { ...open, leadKind: 'branch', leadCode: In([...former]) },
    ]);
    return (await this.answering.now(rows)).filter(
      ({ heir, leadKind, leadCode }) => heir === branch || (leadKind === 'branch' && leadCode === branch),
    );
  }
}
