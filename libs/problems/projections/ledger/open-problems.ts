import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { OpenListItem } from '#branches/published/open-list.js';
import { OpenListSource } from '#branches/published/open-list.js';
import { SETTLED, STATUS_TABLE } from '../../published/states.js';
import { isTold } from '../../problem-views.js';
import { ledgerEntity } from './ledger.projection.js';

const ANSWERED = `(COALESCE(p.heir, p.branch) = ANY (CAST(:branches AS text[]))
  OR (p.leadKind = 'branch' AND p.leadCode = ANY (CAST(:branches AS text[]))))`;

/** The problems of an open list: those told to the branches and those that they lead. */
@Injectable()
export class OpenProblems extends OpenListSource {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async openOf(branches: readonly string[]): Promise<readonly OpenListItem[]> {
    const rows = await this.dataSource
      .getRepository(ledgerEntity)
      .createQueryBuilder('p')
      .where(`p.no IS NOT NULL AND NOT p.status = ANY (CAST(:settled AS text[])) AND ${ANSWERED}`, {
        settled: SETTLED,
        branches,
      })
      .orderBy('p.branch')
      .addOrderBy('p.no')
      .getMany();
    return rows.filter(isTold).map((row) => {
      const { zh, en } = STATUS_TABLE[row.status];
      return {
        kind: 'problem',
        id: row.id,
        no: row.no,
        branch: row.branch,
        title: row.statement ?? '',
        level: row.level,
        status: { code: row.status, zh, en },
        dueOn: row.dueOn,
      };
    });
  }
}
