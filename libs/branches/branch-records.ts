import { Inject, Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import type { Inheritance } from '#access/inheritance.js';
import { OF_A_BRANCH } from '#access/inheritance.js';
import type { Grant } from '#access/roles.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { foldStream, loadStream } from '#event-sourcing/loaded-stream.js';
import { stableName } from '#event-sourcing/projection/schema.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { UnitRecords } from '#platform/auth/unit-records.js';
import type { LocalDate } from '#time/local-date.js';
import { branchStream } from './events.js';
import { branches } from './projections/branches/branches.projection.js';
import { branch, type BranchState } from './published/branch.js';
import { isBorneOut, POST_ROLES } from './published/grants-in-force.js';

const INHERITED = `
  WITH RECURSIVE inherited AS (
    SELECT held.unit, b.code AS predecessor, b."mainSuccessor" = held.unit AS main
      FROM unnest($1::text[]) AS held(unit) JOIN ${stableName(branches)} b ON b.successors @> ARRAY[held.unit]
    UNION
    SELECT i.unit, b.code, i.main AND b."mainSuccessor" = i.predecessor
      FROM inherited i JOIN ${stableName(branches)} b ON b.successors @> ARRAY[i.predecessor]
  )
  SELECT unit, predecessor, bool_or(main) AS main FROM inherited GROUP BY 1, 2 ORDER BY 1, 2`;

const NO_SUCH_TABLE = '42P01';

/**
 * Access by what stands in the streams of branches. The end of a holding is looked up in the stream itself, so that it
 * takes effect on its day whatever the read models do; whose history is inherited concerns reading alone, and comes
 * from a read model.
 */
@Injectable()
export class BranchRecords extends UnitRecords {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly schemas: EventSchemas,
    private readonly dataSource: DataSource,
  ) {
    super();
  }

  async inForce(person: string, grants: readonly Grant[], day: LocalDate): Promise<readonly Grant[]> {
    const units = unitsOf(grants.filter(({ role }) => POST_ROLES.includes(role)));
    const states = new Map<string, BranchState>();
    for (const unit of units) states.set(unit, await this.state(unit));
    return grants.filter((grant) => {
      const state = POST_ROLES.includes(grant.role) ? states.get(grant.unit ?? '') : undefined;
      return state === undefined || isBorneOut(grant, person, state, day);
    });
  }

  async inheritances(grants: readonly Grant[]): Promise<readonly Inheritance[]> {
    const units = unitsOf(grants.filter(({ role }) => OF_A_BRANCH.includes(role)));
    if (units.length === 0) return [];
    try {
      return await this.dataSource.query<Inheritance[]>(INHERITED, [units]);
    } catch (error) {
      // Not built yet: then there is no history to read either.
      if (error instanceof QueryFailedError && 'code' in error && error.code === NO_SUCH_TABLE) return [];
      throw error;
    }
  }

  private async state(unit: string): Promise<BranchState> {
    return foldStream(branch, await loadStream(this.store, this.schemas, branchStream(unit))).state;
  }
}

const unitsOf = (grants: readonly Grant[]): readonly string[] => [...new Set(grants.flatMap(({ unit }) => unit ?? []))];
