import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { OpenListItem } from '#branches/published/open-list.js';
import { OpenListSource } from '#branches/published/open-list.js';
import { isToldGoal } from '../../goal-views.js';
import { GOAL_STATUS_TABLE } from '../../published/states.js';
import { goalEntity } from './goals.projection.js';

/** The goals of an open list. */
@Injectable()
export class OpenGoals extends OpenListSource {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async openOf(branches: readonly string[]): Promise<readonly OpenListItem[]> {
    const rows = await this.dataSource
      .getRepository(goalEntity)
      .createQueryBuilder('g')
      .where(`g.no IS NOT NULL AND g.status <> 'concluded'`)
      .andWhere('COALESCE(g.heir, g.branch) = ANY (CAST(:branches AS text[]))', { branches })
      .orderBy('g.branch')
      .addOrderBy('g.no')
      .getMany();
    return rows.filter(isToldGoal).map((row) => {
      const { zh, en } = GOAL_STATUS_TABLE[row.status];
      return {
        kind: 'goal',
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
