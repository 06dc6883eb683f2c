import { Controller, Get, Optional, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource, In, IsNull, MoreThan, Not } from 'typeorm';
import { BRANCH_READERS, seesBranch, visibleBranches } from '#access/visible-branches.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import { PersonDirectory } from '#platform/auth/person-directory.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { Code } from '#platform/http/fields.js';
import { decodeCursor, pageOf, type Page } from '#platform/http/paging.js';
import { PageQuery, ReadQuery, Reads } from '#platform/http/read-query.js';
import { notFound } from '#platform/http/request-problem.js';
import { LimitedProblems } from '#problems/published/limited-problems.js';
import { branchView, itemsIn, personsIn, type BranchView } from './branch-view.js';
import { branchEntity, type BranchRow } from './projections/branches/branches.projection.js';

export class BranchPath {
  @Code()
  readonly code: string;
}

/** Branches with their posts, in the order of their codes. */
@ApiTags('branches')
@Controller('branches')
export class BranchQueriesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly persons: PersonDirectory,
    private readonly businessDay: BusinessDay,
    @Optional() private readonly limited?: LimitedProblems,
  ) {}

  @Get()
  @Reads('branches', 'problem_ledger')
  @Roles(...BRANCH_READERS)
  async list(@Query() { limit, cursor }: PageQuery, @SignedIn() viewer: Principal): Promise<Page<BranchView>> {
    const [after = ''] = cursor === undefined ? [] : decodeCursor(cursor, 1);
    const visible = visibleBranches(viewer);
    const rows = await this.dataSource.getRepository(branchEntity).find({
      // Both hold: a list of conditions would be one or the other.
      where:
        visible === 'all'
          ? { code: MoreThan(String(after)) }
          : { code: In(visible.filter((code) => code > String(after))) },
      order: { code: 'ASC' },
      take: limit + 1,
    });
    const { items, ...page } = pageOf(rows, limit, ({ code }) => [code]);
    return { items: await this.views(items, viewer), ...page };
  }

  @Get(':code')
  @Reads('branches', 'problem_ledger')
  @Roles(...BRANCH_READERS)
  async one(
    @Param() { code }: BranchPath,
    @Query() _query: ReadQuery,
    @SignedIn() viewer: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BranchView> {
    const row = seesBranch(viewer, code) ? await this.dataSource.getRepository(branchEntity).findOneBy({ code }) : null;
    const [view] = row === null ? [] : await this.views([row], viewer);
    if (row === null || view === undefined) throw notFound();
    void reply.header('ETag', `"${String(row.length)}"`);
    return view;
  }

  private async views(rows: readonly BranchRow[], viewer: Principal): Promise<readonly BranchView[]> {
    const named = rows.flatMap(itemsIn);
    const hidden = (named.length === 0 ? undefined : await this.limited?.among(named, viewer)) ?? new Set();
    const names = await this.persons.names(rows.flatMap(personsIn));
    const ended = await this.dataSource.getRepository(branchEntity).find({
      select: { code: true, successors: true },
      where: { endedOn: Not(IsNull()) },
      order: { code: 'ASC' },
    });
    const today = this.businessDay.today();
    return rows.map((row) => {
      const predecessors = ended.filter(({ successors }) => successors.includes(row.code)).map(({ code }) => code);
      return branchView(row, { names, today, predecessors, hidden });
    });
  }
}
