import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Principal } from '#platform/auth/principal.js';
import { LimitedProblems } from '../../published/limited-problems.js';
import { ledgerEntity } from './ledger.projection.js';
import { notLimited, problemSight, seesProblem } from './ledger-sight.js';

/** As the ledger has it. */
@Injectable()
export class StoredLimitedProblems extends LimitedProblems {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async among(
    ids: readonly string[],
    viewer: Pick<Principal, 'grants' | 'inheritances'>,
  ): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource
      .getRepository(ledgerEntity)
      .createQueryBuilder('p')
      .select(
        ['id', 'branch', 'heir', 'leadKind', 'leadCode', 'departments', 'branchesInvolved', 'level'].map(
          (column) => `p.${column}`,
        ),
      )
      .where('p.id = ANY (CAST(:ids AS text[]))', { ids })
      .andWhere(`NOT (${notLimited('p')})`)
      .getMany();
    const sight = problemSight(viewer);
    return new Set(rows.filter((row) => !seesProblem(sight, row)).map(({ id }) => id));
  }
}
