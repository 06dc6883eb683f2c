import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BranchItemSource } from '#chronicle/published/branch-items.js';
import type { BranchItem } from '#chronicle/published/branch-items.js';
import type { ClockDay } from '../../published/clock-day.js';
import { branchProblem } from './branch-problem.js';
import { ledgerEntity } from './ledger.projection.js';

/** Problems that a branch was told of or leads, or that passed on to it. */
@Injectable()
export class LedgerItems extends BranchItemSource {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async itemsOf(branch: string, clock: ClockDay): Promise<readonly BranchItem[]> {
    const rows = await this.dataSource
      .getRepository(ledgerEntity)
      .findBy([{ branch }, { heir: branch }, { leadKind: 'branch', leadCode: branch }]);
    return rows.flatMap((row) => branchProblem(row, branch, clock) ?? []);
  }
}
