import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { ItemKey, Whole } from '#platform/http/fields.js';
import { Reads, ReadQuery } from '#platform/http/read-query.js';
import { notFound } from '#platform/http/request-problem.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { commonProblemViews } from './common-problem-view.js';
import type { CommonProblemView } from './common-problem-view.js';
import { seenOf } from './problem-views.js';
import { LedgerAnswering } from './projections/ledger/ledger-answering.js';
import { LedgerRelations } from './projections/ledger/ledger-relations.js';
import type { LedgerRow } from './projections/ledger/ledger-row.js';
import { PROBLEM_READERS, problemSight } from './projections/ledger/ledger-sight.js';
import { clockDay } from './published/clock-day.js';

export class CommonProblemPath {
  @ItemKey({ example: '2023-共性-01' })
  readonly common: string;
}

export class CommonProblemsQuery extends ReadQuery {
  /** The year of the review. */
  @Whole({ min: 2000, max: 2100, example: 2023, optional: true })
  readonly raisedIn?: number;
}

/** 共性问题: said once, followed up unit by unit. A unit sees what was said and its own part. */
@ApiTags('problems')
@Controller('common-problems')
export class CommonProblemsController {
  constructor(
    private readonly relations: LedgerRelations,
    private readonly answering: LedgerAnswering,
    private readonly day: BusinessDay,
    private readonly policies: PolicyReader,
  ) {}

  @Get()
  @Reads('problem_ledger', 'branches')
  @Roles(...PROBLEM_READERS)
  async list(
    @Query() { raisedIn }: CommonProblemsQuery,
    @SignedIn() viewer: Principal,
  ): Promise<{ readonly items: readonly CommonProblemView[] }> {
    const rows = await this.relations.children(raisedIn === undefined ? {} : { year: raisedIn });
    return { items: await this.views(rows, viewer) };
  }

  @Get(':common')
  @Reads('problem_ledger', 'branches')
  @Roles(...PROBLEM_READERS)
  async one(
    @Param() { common }: CommonProblemPath,
    @Query() _query: ReadQuery,
    @SignedIn() viewer: Principal,
  ): Promise<CommonProblemView> {
    const [view] = await this.views(await this.relations.children({ common }), viewer);
    if (view === undefined) throw notFound();
    return view;
  }

  private async views(rows: readonly LedgerRow[], viewer: Principal): Promise<readonly CommonProblemView[]> {
    const sight = problemSight(viewer);
    const seen = await this.answering.now(seenOf(rows, sight));
    const today = this.day.today();
    return commonProblemViews(seen, sight === 'all', clockDay(today, await this.policies.read(today)));
  }
}
