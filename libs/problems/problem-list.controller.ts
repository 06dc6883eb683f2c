import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { isLimited } from '#access/levels.js';
import { seesBranch } from '#access/visible-branches.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { Whole } from '#platform/http/fields.js';
import { Reads, ReadQuery } from '#platform/http/read-query.js';
import { problemListView } from './problem-list-view.js';
import type { ProblemListView } from './problem-list-view.js';
import { seenOf } from './problem-views.js';
import { LedgerRelations } from './projections/ledger/ledger-relations.js';
import { PROBLEM_READERS, problemSight, seesProblem } from './projections/ledger/ledger-sight.js';

export class ProblemListPath {
  @Whole({ min: 2000, max: 2100, example: 2023 })
  readonly year: number;
}

/** 问题清单 from the draft to what was approved. */
@ApiTags('reviews')
@Controller('reviews')
export class ProblemListController {
  constructor(private readonly relations: LedgerRelations) {}

  @Get(':year/problem-list')
  @Reads('problem_ledger')
  @Roles(...PROBLEM_READERS)
  async one(
    @Param() { year }: ProblemListPath,
    @Query() _query: ReadQuery,
    @SignedIn() viewer: Principal,
  ): Promise<ProblemListView> {
    const all = await this.relations.ofReview(year);
    const sight = problemSight(viewer);
    const seen = seenOf(all, sight);
    const readable = all.filter((row) => !isLimited(row) || seesProblem(sight, row));
    return problemListView(year, readable, seen, (branch) => seesBranch(viewer, branch));
  }
}
