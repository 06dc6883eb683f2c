import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rolesFor } from '#access/acts.js';
import { readsLimited } from '#access/levels.js';
import { WorkQueueSource } from '#chronicle/published/work-queue.js';
import type { WaitingGroup, WaitingItem, WorkRequest } from '#chronicle/published/work-queue.js';
import { LEAD_KINDS } from '#reviews/events.js';
import { measureLight } from '../../measure-lights.js';
import type { ClockDay } from '../../published/clock-day.js';
import type { Light } from '../../published/lights.js';
import { closedAbove } from '../../published/unit-scope.js';
import type { LedgerRow } from './ledger-row.js';
import { notLimited } from './ledger-sight.js';
import { ledgerEntity } from './ledger.projection.js';
import { isOpen, leadKey, measuresOf } from './plan.js';

/** Measures that a unit leads in problems that another unit leads. */
@Injectable()
export class MeasureWork extends WorkQueueSource {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async waiting({ role, units, clock, first }: WorkRequest): Promise<readonly WaitingGroup[]> {
    const keys = LEAD_KINDS.filter((kind) => rolesFor('report-progress', kind).includes(role)).flatMap((kind) =>
      closedAbove({ kind }) ? leadKey({ kind, code: '' }) : units.map((code) => leadKey({ kind, code })),
    );
    if (keys.length === 0) return [];
    const rows = await this.dataSource
      .getRepository(ledgerEntity)
      .createQueryBuilder('p')
      .select(['id', 'no', 'branch', 'plan'].map((column) => `p.${column}`))
      .where(`p.no IS NOT NULL AND p.status = 'in-progress' AND p.measuresLed && CAST(:keys AS text[])`, { keys })
      .andWhere(readsLimited(role) ? 'TRUE' : notLimited('p'))
      .orderBy('p.branch')
      .addOrderBy('p.no')
      .getMany();
    const items = rows.flatMap((row) => itemsOf(row, keys, clock)).sort(byDate);
    if (items.length === 0) return [];
    const byLight: Partial<Record<Light, number>> = {};
    for (const { light } of items) if (light !== null) byLight[light.code] = (byLight[light.code] ?? 0) + 1;
    return [{ act: 'report-progress', owedBy: 'unit', count: items.length, byLight, items: items.slice(0, first) }];
  }
}

const itemsOf = ({ id, no, branch, plan }: LedgerRow, keys: readonly string[], clock: ClockDay): WaitingItem[] =>
  measuresOf(plan)
    .filter((measure) => isOpen(measure) && keys.includes(leadKey(measure.leadUnit)))
    .map((measure) => ({
      kind: 'measure',
      id,
      no,
      measure: measure.measure,
      branch,
      title: measure.words,
      dueOn: measure.extendedTo ?? measure.dueOn,
      light: measureLight(measure, 'in-progress', clock),
    }));

/** Stable: within a day by branch and number. */
const byDate = (a: WaitingItem, b: WaitingItem): number => {
  const [one, other] = [a.dueOn ?? '9', b.dueOn ?? '9'];
  return one < other ? -1 : Number(one > other);
};
