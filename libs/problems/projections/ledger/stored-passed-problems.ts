import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { DataSource } from 'typeorm';
import type { Passed } from '#branches/published/passed.js';
import { PassedProblems } from '../../published/passed-problems.js';
import { ledgerEntity } from './ledger.projection.js';
import type { LedgerRow } from './ledger-row.js';

/** As the ledger has it. */
@Injectable()
export class StoredPassedProblems extends PassedProblems {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async passedTo(branches: readonly string[]): Promise<readonly string[]> {
    const rows = await this.passed()
      .andWhere(
        `(p.heir = ANY (CAST(:branches AS text[])) OR (p.leadKind = 'branch' AND p.leadCode = ANY (CAST(:branches AS text[]))))`,
        { branches },
      )
      .getMany();
    return rows.map(({ id }) => id);
  }

  async among(ids: readonly string[]): Promise<ReadonlyMap<string, Passed>> {
    const rows = await this.passed().andWhere('p.id = ANY (CAST(:ids AS text[]))', { ids }).getMany();
    return new Map(rows.map(({ id, passed }) => [id, passed]));
  }

  private passed(): SelectQueryBuilder<LedgerRow> {
    return this.dataSource
      .getRepository(ledgerEntity)
      .createQueryBuilder('p')
      .select(['p.id', 'p.passed'])
      .where(`CAST(p.passed AS text) <> '{}'`);
  }
}
