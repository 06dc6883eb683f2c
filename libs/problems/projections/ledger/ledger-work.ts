import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
import { readsLimited } from '#access/levels.js';
import { WorkQueueSource } from '#chronicle/published/work-queue.js';
import type { WaitingGroup, WaitingItem, WorkRequest } from '#chronicle/published/work-queue.js';
import { groupCounts } from '#platform/database/group-counts.js';
import type { ClockDay } from '../../published/clock-day.js';
import { dueOf, lightOf } from '../../published/clock.js';
import type { ClockFacts } from '../../published/clock.js';
import { halfYearOf } from '../../published/half-year.js';
import { lightView } from '../../published/light-view.js';
import { STATUS_TABLE } from '../../published/states.js';
import { ledgerClock } from './ledger-clock.js';
import type { LedgerRow } from './ledger-row.js';
import { notLimited } from './ledger-sight.js';
import { ledgerEntity } from './ledger.projection.js';
import { SCOPES, waitingSteps } from './waiting-steps.js';
import type { WaitingStep } from './waiting-steps.js';

const SHOWN = ['id', 'no', 'branch', 'statement', 'status', 'since', 'planDueOn', 'dueOn', 'nextStepOn', 'returned'];

/** Within one status the day of entry orders as the due date does. */
const dueOrder = ({ status }: WaitingStep): string => {
  const { clock } = STATUS_TABLE[status];
  return clock !== undefined && 'date' in clock ? `p.${clock.date}` : 'p.since';
};

/** What waits on problems, for whoever has the next step. */
@Injectable()
export class LedgerWork extends WorkQueueSource {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async waiting(request: WorkRequest): Promise<readonly WaitingGroup[]> {
    const steps = waitingSteps(request.role);
    if (steps.length === 0) return [];
    const clock = ledgerClock('p', request.clock.bounds);
    const groups = steps.map(({ name, condition }) => ({ name, condition }));
    // Said by itself, so that one index, which holds all that is counted by, gives the rows.
    const open = this.inScope(request)
      .andWhere('p.status = ANY (CAST(:statuses AS text[]))', { statuses: steps.map(({ status }) => status) })
      .setParameters(clock.parameters);
    const counts = await groupCounts(open, groups, clock.light);
    const present = steps.filter((step) => counts.some(({ name }) => name === step.name));
    return Promise.all(
      present.map(async (step) => {
        const own = counts.filter(({ name }) => name === step.name);
        return {
          act: step.act,
          owedBy: step.owedBy,
          count: own.reduce((sum, { count }) => sum + count, 0),
          byLight: Object.fromEntries(own.map(({ mark, count }) => [mark, count])),
          items: await this.first(step, request),
        };
      }),
    );
  }

  private async first(step: WaitingStep, request: WorkRequest): Promise<readonly WaitingItem[]> {
    const rows = await this.inScope(request)
      .andWhere(step.condition)
      .select(SHOWN.map((column) => `p.${column}`))
      .orderBy(dueOrder(step), 'ASC', 'NULLS LAST')
      .addOrderBy('p.branch')
      .addOrderBy('p.no')
      .limit(request.first)
      .getMany();
    return rows.map((row) => waitingItem(row, step, request.clock));
  }

  private inScope({ role, units, clock: { today } }: WorkRequest): SelectQueryBuilder<LedgerRow> {
    const query = this.dataSource
      .getRepository(ledgerEntity)
      .createQueryBuilder('p')
      .where('p.no IS NOT NULL')
      .setParameters({ half: halfYearOf(today), units });
    if (!readsLimited(role)) query.andWhere(notLimited('p'));
    const scope = SCOPES[role];
    return scope === undefined ? query : query.andWhere(scope);
  }
}

const waitingItem = (row: LedgerRow, { status }: WaitingStep, { today, policy, calendar }: ClockDay): WaitingItem => {
  const facts: ClockFacts = { ...row, status, since: row.since ?? today };
  const { dueOn } = dueOf(facts, policy, calendar);
  return {
    kind: 'problem',
    id: row.id,
    no: row.no,
    branch: row.branch,
    title: row.statement ?? '',
    dueOn: dueOn ?? null,
    light: lightView(lightOf(facts, today, policy, calendar), { ...facts, dueOn }),
  };
};
