import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
import type { ClockDay } from '#problems/published/clock-day.js';
import { ClockSql } from '#problems/published/clock-sql.js';
import type { Light } from '#problems/published/lights.js';
import type { Owner } from '#problems/published/states.js';
import { queryGrams, queryTerms } from '#text/grams.js';
import type { LocalDate } from '#time/local-date.js';
import { AnsweringBranches } from '../../answering-branches.js';
import { GOAL_STATUSES, GOAL_STATUS_TABLE } from '../../published/states.js';
import type { GoalStatus } from '../../published/states.js';
import type { GoalRow } from './goal-row.js';
import { goalEntity } from './goals.projection.js';

export interface GoalFilter {
  readonly branch?: string;
  /** Of the branch that answers for it. */
  readonly leadUnit?: string;
  readonly status?: readonly GoalStatus[];
  readonly light?: readonly Light[];
  readonly raisedIn?: number;
  readonly whoOwes?: Owner;
  /** The same, by its former name. */
  readonly owes?: Owner;
  readonly dueFrom?: LocalDate;
  readonly dueTo?: LocalDate;
  readonly text?: string;
}

export interface GoalList {
  /** Branches whose goals may be seen. */
  readonly branches: 'all' | readonly string[];
  readonly filter: GoalFilter;
  readonly clock: ClockDay;
}

export interface GoalPlace {
  readonly branch: string;
  readonly no: string;
}

export interface GoalCount {
  readonly status: GoalStatus;
  readonly light: Light;
  readonly count: number;
}

/** The clock of goals over their columns. */
export const goalClock = (alias: string, { bounds }: ClockDay): ClockSql =>
  new ClockSql(
    GOAL_STATUS_TABLE,
    {
      status: `${alias}.status`,
      since: `${alias}.since`,
      dueOn: `${alias}.dueOn`,
      behind: `${alias}.returned`,
    },
    bounds,
  );

const LED = `(COALESCE(g.heir, g.branch) = :leadUnit
  OR (COALESCE(g.heir, g.branch) = ANY (CAST(:inherited AS text[])) AND g.status <> 'concluded'))`;

@Injectable()
export class GoalQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly answering: AnsweringBranches,
  ) {}

  /** One page and one row more, in the order of branch codes and numbers. */
  async page(list: GoalList, limit: number, after?: GoalPlace): Promise<readonly GoalRow[]> {
    const query = await this.listed(list, goalClock('g', list.clock));
    if (after !== undefined)
      query.andWhere('(g.branch, g.no) > (:afterBranch, :afterNo)', { afterBranch: after.branch, afterNo: after.no });
    const rows = await query
      .orderBy('g.branch')
      .addOrderBy('g.no')
      .limit(limit + 1)
      .getMany();
    return this.answering.ofGoals(rows);
  }

  /** How many of the list there are in each status and light. */
  async counts(list: GoalList): Promise<readonly GoalCount[]> {
    const clock = goalClock('g', list.clock);
    return (await this.listed(list, clock))
      .select('g.status', 'status')
      .addSelect(clock.light, 'light')
      .addSelect('CAST(count(*) AS integer)', 'count')
      .setParameters(clock.parameters)
      .groupBy('1')
      .addGroupBy('2')
      .getRawMany<GoalCount>();
  }

  /** `undefined`: there is none, or its assignment has not been seen yet. */
  async one(id: string): Promise<GoalRow | undefined> {
    const row = await this.dataSource.getRepository(goalEntity).findOneBy({ id });
    return row === null || row.no === null ? undefined : (await this.answering.ofGoals([row]))[0];
  }

  private async listed(
    { branches, filter, clock: day }: GoalList,
    clock: ClockSql,
  ): Promise<SelectQueryBuilder<GoalRow>> {
    const query = this.dataSource.getRepository(goalEntity).createQueryBuilder('g').where('g.no IS NOT NULL');
    if (branches !== 'all')
      query.andWhere('(g.branch = ANY (CAST(:branches AS text[])) OR g.heir = ANY (CAST(:branches AS text[])))', {
        branches,
      });
    const { branch, leadUnit, status, light, raisedIn, whoOwes, owes, dueFrom, dueTo, text } = filter;
    if (branch !== undefined) query.andWhere('g.branch = :branch', { branch });
    if (leadUnit !== undefined) query.andWhere(LED, { leadUnit, inherited: await this.answering.codesOf(leadUnit) });
    if (status !== undefined) query.andWhere('g.status = ANY (CAST(:status AS text[]))', { status });
    if (whoOwes !== undefined)
      query.andWhere('g.status = ANY (CAST(:owed AS text[]))', { owed: statusesOwedBy(whoOwes) });
    if (owes !== undefined) query.andWhere('g.status = ANY (CAST(:owing AS text[]))', { owing: statusesOwedBy(owes) });
    if (raisedIn !== undefined) query.andWhere('g.year = :raisedIn', { raisedIn });
    if (light !== undefined) query.andWhere(clock.shows(light), clock.parameters);
    const range = {
      ...(dueFrom === undefined ? {} : { from: dueFrom }),
      ...(dueTo === undefined ? {} : { to: dueTo }),
    };
    const due = clock.dueWithin(range, day.policy, day.calendar);
    query.andWhere(due.sql, due.parameters);
    if (text !== undefined) containing(query, text);
    return query;
  }
}

const statusesOwedBy = (owner: Owner): readonly GoalStatus[] =>
  GOAL_STATUSES.filter((status) => GOAL_STATUS_TABLE[status].owedBy === owner);

/** The index finds candidates; each term must then stand in the text itself. */
const containing = (query: SelectQueryBuilder<GoalRow>, text: string): void => {
  query.andWhere('g.grams @> CAST(:grams AS integer[])', { grams: queryGrams(text) });
  for (const [n, term] of queryTerms(text).entries())
    query.andWhere(`position(lower(:term${String(n)}) IN lower(concat_ws(' ', g.no, g.statement, g.measure))) > 0`, {
      [`term${String(n)}`]: term,
    });
};
