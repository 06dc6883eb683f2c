import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
import type { LocalDate } from '#time/local-date.js';
import { workDaysBetween } from '../../published/clock-sql.js';
import type { ClockSql, Sql } from '../../published/clock-sql.js';
import type { ClockDay } from '../../published/clock-day.js';
import type { Light } from '../../published/lights.js';
import type { ProblemStatus } from '../../published/states.js';
import { LedgerAnswering } from './ledger-answering.js';
import { ledgerClock } from './ledger-clock.js';
import { filtered } from './ledger-filter.js';
import type { LedgerFilter } from './ledger-filter.js';
import { ledgerEntity } from './ledger.projection.js';
import type { LedgerRow } from './ledger-row.js';
import { sightSql } from './ledger-sight.js';
import type { ProblemSight } from './ledger-sight.js';

/** What a list shows of a problem; the rest is in its own representation. */
const LISTED = [
  'id',
  'no',
  'year',
  'branch',
  'heir',
  'passed',
  'source',
  'statement',
  'level',
  'category',
  'recurrenceOf',
  'measureKinds',
  'raisedOn',
  'status',
  'since',
  'leadKind',
  'leadCode',
  'planDueOn',
  'dueOn',
  'originalDueOn',
  'nextStepOn',
  'returned',
  'openExtension',
  'submittedOn',
  'closedOn',
  'reminders',
  'remindedOn',
] as const satisfies readonly (keyof LedgerRow)[];
export type ListedProblem = Pick<LedgerRow, (typeof LISTED)[number]>;

/** With its plan. */
export type PlannedProblem = ListedProblem & Pick<LedgerRow, 'plan'>;

export type LedgerSort = 'no' | 'dueOn';

/** Sorts behind every day: problems whose next step has no date come last. */
export const NO_DATE = 'infinity';

/** The place of a problem in the order of a list; `dueOn` counts in the order of due dates only. */
export interface LedgerPlace {
  /** `NO_DATE` where there is none. */
  readonly dueOn: LocalDate;
  readonly branch: string;
  readonly no: string;
}

export interface LedgerList {
  readonly sight: ProblemSight;
  readonly filter: LedgerFilter;
  readonly clock: ClockDay;
}

export interface LedgerPage extends LedgerList {
  readonly sort: LedgerSort;
  /** Exclusive. */
  readonly after?: LedgerPlace;
  readonly limit: number;
}

export interface LedgerCount {
  readonly status: ProblemStatus;
  readonly light: Light;
  readonly count: number;
}

@Injectable()
export class LedgerQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly answering: LedgerAnswering,
  ) {}

  /** One page and one row more, in the order of branch codes and numbers, or of due dates and then those. */
  async page({ sort, after, limit, ...list }: LedgerPage): Promise<readonly ListedProblem[]> {
    const clock = ledgerClock('p', list.clock.bounds);
    const query = (await this.listed(list, clock)).select(LISTED.map((column) => `p.${column}`));
    const due = sort === 'dueOn' ? await this.due(list.clock, clock) : undefined;
    if (due !== undefined) query.addSelect(due.sql, 'due_key').setParameters(due.parameters).addOrderBy('due_key');
    if (after !== undefined) {
      const keys = due === undefined ? '' : `${due.sql}, `;
      const values = due === undefined ? '' : 'CAST(:afterDue AS date), ';
      query.andWhere(`(${keys}p.branch, p.no) > (${values}:afterBranch, :afterNo)`, {
        afterDue: after.dueOn,
        afterBranch: after.branch,
        afterNo: after.no,
      });
    }
    const rows = query
      .addOrderBy('p.branch')
      .addOrderBy('p.no')
      .limit(limit + 1)
      .getMany();
    return this.answering.now(rows);
  }

  /** Those with a plan that was not returned, one more than `limit`, by branch code and number. */
  async planned(list: LedgerList, limit: number, after?: LedgerPlace): Promise<readonly PlannedProblem[]> {
    const query = (await this.listed(list, ledgerClock('p', list.clock.bounds)))
      .select([...LISTED, 'plan'].map((column) => `p.${column}`))
      .andWhere(`p.plan IS NOT NULL AND p.plan->>'returnedOn' IS NULL`);
    if (after !== undefined)
      query.andWhere('(p.branch, p.no) > (:afterBranch, :afterNo)', { afterBranch: after.branch, afterNo: after.no });
    const rows = query
      .orderBy('p.branch')
      .addOrderBy('p.no')
      .limit(limit + 1)
      .getMany();
    return this.answering.now(rows);
  }

  /** How many of the list there are in each status and light. */
  async counts(list: LedgerList): Promise<readonly LedgerCount[]> {
    const clock = ledgerClock('p', list.clock.bounds);
    return (await this.listed(list, clock))
      .select('p.status', 'status')
      .addSelect(clock.light, 'light')
      .addSelect('CAST(count(*) AS integer)', 'count')
      .setParameters(clock.parameters)
      .groupBy('1')
      .addGroupBy('2')
      .getRawMany<LedgerCount>();
  }

  /** `undefined`: there is none, or its flagging has not been seen yet. */
  async one(id: string): Promise<LedgerRow | undefined> {
    const row = await this.dataSource.getRepository(ledgerEntity).findOneBy({ id });
    return row === null || row.no === null ? undefined : row;
  }

  private async listed(
    { sight, filter, clock: day }: LedgerList,
    clock: ClockSql,
  ): Promise<SelectQueryBuilder<LedgerRow>> {
    const { sql, parameters } = sightSql('p', sight);
    const query = this.dataSource.getRepository(ledgerEntity).createQueryBuilder('p').where(sql, parameters);
    const { leadUnit } = filter;
    const inherited = leadUnit === undefined ? [] : await this.answering.codesOf(leadUnit);
    return filtered(query, { ...filter, inherited }, clock, day);
  }

  private async due({ today, policy, calendar }: ClockDay, clock: ClockSql): Promise<Sql> {
    const earliest = await this.dataSource
      .getRepository(ledgerEntity)
      .createQueryBuilder('p')
      .select('CAST(min(p.since) AS text)', 'since')
      .where('p.status = ANY (CAST(:counted AS text[]))', { counted: clock.countedStatuses })
      .getRawOne<{ since: LocalDate | null }>();
    const { sql, parameters } = clock.due(policy, workDaysBetween(earliest?.since ?? today, today, policy, calendar));
    return { sql: `COALESCE(${sql}, '${NO_DATE}')`, parameters };
  }
}
