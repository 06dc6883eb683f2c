import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { seesLimitedOf, withinLevel } from '#access/levels.js';
import { BRANCH_READERS, seesBranch } from '#access/visible-branches.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { UnitRecords } from '#platform/auth/unit-records.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { ReadQuery, Reads } from '#platform/http/read-query.js';
import { notFound } from '#platform/http/request-problem.js';
import type { LocalDate } from '#time/local-date.js';
import { BranchPath } from './branch-queries.controller.js';
import { OpenLists } from './open-lists.js';
import { branchEntity } from './projections/branches/branches.projection.js';
import type { OpenListItem } from './published/open-list.js';

export interface HandoverListView {
  readonly code: string;
  readonly name: string;
  /** The day of the list. */
  readonly on: LocalDate;
  readonly items: readonly OpenListItem[];
}

/**
 * 未结事项清单, for whoever takes over: a proposal from the read models, which the command then fixes. What is 限班子 in it is
 * not for a handover.
 */
@ApiTags('branches')
@Controller('branches')
export class HandoverController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly lists: OpenLists,
    private readonly records: UnitRecords,
    private readonly businessDay: BusinessDay,
  ) {}

  @Get(':code/handover')
  @Reads('branches', 'problem_ledger', 'goals', 'requirements', 'requirement_units')
  @Roles(...BRANCH_READERS)
  async list(
    @Param() { code }: BranchPath,
    @Query() _query: ReadQuery,
    @SignedIn() viewer: Principal,
  ): Promise<HandoverListView> {
    const row = seesBranch(viewer, code) ? await this.dataSource.getRepository(branchEntity).findOneBy({ code }) : null;
    if (row === null) throw notFound();
    const inherited = await this.records.inheritances([
      { role: 'branch-secretary', unit: code, from: row.establishedOn, standIn: false },
    ]);
    const answered = [code, ...inherited.filter(({ main }) => main).map(({ predecessor }) => predecessor)];
    const items = withinLevel(await this.lists.of(answered), seesLimitedOf(viewer, code));
    return { code, name: row.name, on: this.businessDay.today(), items };
  }
}
