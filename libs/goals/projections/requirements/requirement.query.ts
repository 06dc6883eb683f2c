import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
import { stableName } from '#event-sourcing/projection/schema.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import { ClockSql } from '#problems/published/clock-sql.js';
import type { Light } from '#problems/published/lights.js';
import type { Owner } from '#problems/published/states.js';
import { AnsweringBranches } from '../../answering-branches.js';
import { REQUIREMENT_STATUS_TABLE, REQUIREMENT_STATUSES } from '../../published/states.js';
import type { RequirementStatus } from '../../published/states.js';
import { requirementUnitEntity, requirementUnits } from './requirement-units.projection.js';
import type { RequirementUnitRow } from './requirement-units.projection.js';
import { requirementEntity, requirements } from './requirements.projection.js';
import type { RequirementRow } from './requirements.projection.js';

export interface RequirementFilter {
  readonly raisedIn?: number;
  /** Requirements that bind this unit, with this unit's part alone. */
  readonly unit?: string;
  /** Of one of the units in question. */
  readonly status?: readonly RequirementStatus[];
  /** Parts that the units in sight answer for, and not those that others took over. */
  readonly owed?: true;
  readonly light?: readonly Light[];
  readonly whoOwes?: Owner;
}

/** Whose parts may be seen: all, or those of these branches and departments. */
export type RequirementSight =
  'all' | { readonly branches: readonly string[]; readonly departments: readonly string[] };

export interface RequirementList {
  readonly sight: RequirementSight;
  readonly filter: RequirementFilter;
  readonly clock: ClockDay;
}

export interface RequirementPlace {
  readonly year: number;
  readonly number: number;
}

/** A requirement with those of its units that are in question, in the order of their codes. */
export interface RequirementWithUnits<Shown = RequirementRow> {
  readonly requirement: Shown;
  readonly units: readonly RequirementUnitRow[];
}

// What else a row holds grows with the number of its units.
const OPEN = ['id', 'no', 'heading', 'level', 'dueOn'] as const satisfies readonly (keyof RequirementRow)[];

/** A requirement that is not concluded, as far as the work queue shows it. */
export type OpenRequirement = Pick<RequirementRow, (typeof OPEN)[number]>;

const STATUS = `CASE WHEN r.concludedOn IS NULL THEN u.status ELSE 'concluded' END`;

/** The code of a department may be that of a branch; whom a requirement addresses tells them apart. */
const UNITS = `ANY (CASE WHEN r.addressees->>'kind' = 'departments'
  THEN CAST(:departments AS text[]) ELSE CAST(:branches AS text[]) END)`;
const IN_SIGHT = `(u.unit = ${UNITS} OR r.heirs->>u.unit = ${UNITS})`;
const OWED = `COALESCE(r.heirs->>u.unit, u.unit) = ${UNITS}`;

/** The clock of one unit's part; the requirement is to be joined as `r`. */
export const requirementClock = ({ bounds }: ClockDay): ClockSql =>
  new ClockSql(
    REQUIREMENT_STATUS_TABLE,
    { status: STATUS, since: 'u.since', dueOn: 'u.dueOn', behind: 'FALSE' },
    bounds,
  );

@Injectable()
export class RequirementQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly answering: AnsweringBranches,
  ) {}

  /** One page and one more, the newest year first and then by number. */
  async page(list: RequirementList, limit: number, after?: RequirementPlace): Promise<readonly RequirementWithUnits[]> {
    const matching = this.parts(list).select('r.id');
    const query = this.dataSource
      .getRepository(requirementEntity)
      .createQueryBuilder('q')
      .where(`q.id IN (${matching.getQuery()})`)
      .andWhere('q.no IS NOT NULL')
      .setParameters(matching.getParameters());
    if (after !== undefined)
      query.andWhere('(-q.year, q.number) > (-CAST(:afterYear AS integer), CAST(:afterNumber AS integer))', {
        afterYear: after.year,
        afterNumber: after.number,
      });
    const rows = await query
      .orderBy('q.year', 'DESC')
      .addOrderBy('q.number')
      .limit(limit + 1)
      .getMany();
    return this.withUnits(await this.answering.ofRequirements(rows), list);
  }

  /** With all the units that may be seen; `undefined` where there is none, or none of its units may be seen. */
  async one(id: string, list: Pick<RequirementList, 'sight' | 'clock'>): Promise<RequirementWithUnits | undefined> {
    const row = await this.dataSource.getRepository(requirementEntity).findOneBy({ id });
    if (row === null || row.no === null) return undefined;
    const [found] = await this.withUnits(await this.answering.ofRequirements([row]), { ...list, filter: {} });
    return found === undefined || found.units.length === 0 ? undefined : found;
  }

  /** All that are not concluded, with those of their units that are in question. */
  async open(list: RequirementList): Promise<readonly RequirementWithUnits<OpenRequirement>[]> {
    return (await this.withUnits(await this.notConcluded().getMany(), list)).filter(({ units }) => units.length > 0);
  }

  /** The same, whole, with those that are concluded. */
  async all(list: RequirementList): Promise<readonly RequirementWithUnits[]> {
    const rows = await this.dataSource
      .getRepository(requirementEntity)
      .createQueryBuilder('q')
      .where('q.no IS NOT NULL')
      .orderBy('q.year')
      .addOrderBy('q.number')
      .getMany();
    return (await this.withUnits(rows, list)).filter(({ units }) => units.length > 0);
  }

  /** All that are not concluded though every unit has implemented them. */
  implemented(): Promise<readonly OpenRequirement[]> {
    const parts = `${stableName(requirementUnits)} u WHERE u.requirement = q.id AND u."issuedOn" IS NOT NULL`;
    return this.notConcluded()
      .andWhere(`EXISTS (SELECT FROM ${parts})`)
      .andWhere(`NOT EXISTS (SELECT FROM ${parts} AND u.status <> 'implemented')`)
      .getMany();
  }

  private notConcluded(): SelectQueryBuilder<RequirementRow> {
    return this.dataSource
      .getRepository(requirementEntity)
      .createQueryBuilder('q')
      .select(OPEN.map((column) => `q.${column}`))
      .where('q.no IS NOT NULL AND q.concludedOn IS NULL')
      .orderBy('q.year')
      .addOrderBy('q.number');
  }

  private async withUnits<Shown extends Pick<RequirementRow, 'id'>>(
    rows: readonly Shown[],
    list: RequirementList,
  ): Promise<readonly RequirementWithUnits<Shown>[]> {
    if (rows.length === 0) return [];
    const parts = await this.parts(list)
      .andWhere('u.requirement = ANY (CAST(:shown AS text[]))', { shown: rows.map(({ id }) => id) })
      .orderBy('u.unit')
      .getMany();
    return rows.map((requirement) => ({
      requirement,
      units: parts.filter((part) => part.requirement === requirement.id),
    }));
  }

  private parts({ sight, filter, clock: day }: RequirementList): SelectQueryBuilder<RequirementUnitRow> {
    const query = this.dataSource
      .getRepository(requirementUnitEntity)
      .createQueryBuilder('u')
      .innerJoin(requirements.name, 'r', 'r.id = u.requirement')
      .where('u.issuedOn IS NOT NULL');
    const { raisedIn, unit, status, light, whoOwes, owed } = filter;
    if (sight !== 'all') query.andWhere(owed === true ? OWED : IN_SIGHT, sight);
    if (unit !== undefined) query.andWhere('u.unit = :unit', { unit });
    if (raisedIn !== undefined) query.andWhere('r.year = :raisedIn', { raisedIn });
    if (status !== undefined) query.andWhere(`${STATUS} = ANY (CAST(:status AS text[]))`, { status });
    if (whoOwes !== undefined)
      query.andWhere(`${STATUS} = ANY (CAST(:owed AS text[]))`, {
        owed: REQUIREMENT_STATUSES.filter((each) => REQUIREMENT_STATUS_TABLE[each].owedBy === whoOwes),
      });
    if (light !== undefined) {
      const clock = requirementClock(day);
      query.andWhere(clock.shows(light), clock.parameters);
    }
    return query;
  }
}
