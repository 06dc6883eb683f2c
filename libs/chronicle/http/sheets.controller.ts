import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BRANCH_READERS, seesBranch, visibleBranches } from '#access/visible-branches.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { decodeCursor, pageOf, type Page } from '#platform/http/paging.js';
import { Reads } from '#platform/http/read-query.js';
import { notFound } from '#platform/http/request-problem.js';
import { TimelineQuery } from '../projections/timeline/timeline.query.js';
import { AnnualSheets, type SheetView } from './annual-sheets.js';
import { BranchYearPath, SheetQuery, SheetsQuery, YearPath } from './timeline.requests.js';

/** 年度情况表: each branch by itself, in the order of codes; nothing adds up over branches. */
@ApiTags('annual sheets')
@Controller()
export class SheetsController {
  constructor(
    private readonly timeline: TimelineQuery,
    private readonly sheets: AnnualSheets,
  ) {}

  @Get('branches/:code/annual-sheets/:year')
  @Reads('timeline', 'review_cycles')
  @Roles(...BRANCH_READERS)
  async ofBranch(
    @Param() { code, year }: BranchYearPath,
    @Query() { explain }: SheetQuery,
    @SignedIn() viewer: Principal,
  ): Promise<SheetView> {
    const branch = seesBranch(viewer, code) ? await this.timeline.branch(code) : undefined;
    const [sheet] = branch === undefined ? [] : await this.sheets.of([branch], year, explain, viewer);
    if (sheet === undefined) throw notFound();
    return sheet;
  }

  @Get('reviews/:year/annual-sheets')
  @Reads('timeline', 'review_cycles')
  @Roles(...BRANCH_READERS)
  async ofYear(
    @Param() { year }: YearPath,
    @Query() { explain, limit, cursor }: SheetsQuery,
    @SignedIn() viewer: Principal,
  ): Promise<Page<SheetView>> {
    const [after = ''] = cursor === undefined ? [] : decodeCursor(cursor, 1);
    const visible = visibleBranches(viewer);
    const only = visible === 'all' ? undefined : visible;
    const branches = await this.timeline.branches(String(after), limit + 1, only);
    const { items, ...page } = pageOf(branches, limit, ({ code }) => [code]);
    return { items: await this.sheets.of(items, year, explain, viewer), ...page };
  }
}
