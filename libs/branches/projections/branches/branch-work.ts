import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ACTS } from '#access/acts.js';
import type { Role } from '#access/roles.js';
import { isUnitRole } from '#access/roles.js';
import type { WaitingGroup, WorkRequest } from '#chronicle/published/work-queue.js';
import { WorkQueueSource } from '#chronicle/published/work-queue.js';
import { branchEntity } from './branches.projection.js';

const RECORDERS: readonly Role[] = ACTS['record-handover'].by;

/** 交接待确认: a secretary came, and nobody has recorded yet that the open list was acknowledged. */
@Injectable()
export class BranchWork extends WorkQueueSource {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async waiting({ role, units, clock, first }: WorkRequest): Promise<readonly WaitingGroup[]> {
    if (!RECORDERS.includes(role)) return [];
    const query = this.dataSource
      .getRepository(branchEntity)
      .createQueryBuilder('b')
      .where('b.handoverSince <= CAST(:today AS date)', { today: clock.today });
    if (isUnitRole(role)) query.andWhere('b.code = ANY (CAST(:units AS text[]))', { units });
    const [rows, count] = await query.orderBy('b.code').take(first).getManyAndCount();
    if (count === 0) return [];
    const items = rows.map(({ code, name }) => ({
      kind: 'branch' as const,
      id: code,
      no: null,
      branch: code,
      title: name,
      dueOn: null,
      light: null,
    }));
    return [{ act: 'record-handover', owedBy: 'office', count, byLight: {}, items }];
  }
}
