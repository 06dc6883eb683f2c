import { Controller, Get, Optional, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { seesLimitedOf } from '#access/levels.js';
import { BRANCH_READERS, seesBranch, visibleBranches } from '#access/visible-branches.js';
import { NOTHING_SAID, oversightSight, OversightReader } from '#oversight/published/oversight-reader.js';
import type { SubjectOversight } from '#oversight/published/oversight-reader.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { placeAfter } from '#platform/http/marked-cursor.js';
import { Messages } from '#platform/http/messages.js';
import { pageOf } from '#platform/http/paging.js';
import type { Page } from '#platform/http/paging.js';
import { Reads } from '#platform/http/read-query.js';
import { notFound } from '#platform/http/request-problem.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { clockDay } from '#problems/published/clock-day.js';
import type { ClockBasis, ClockDay } from '#problems/published/clock-day.js';
import { GoalPageQuery, GoalPath, OneQuery } from './goal-queries.requests.js';
import { goalCounts, goalSummary, goalView, isToldGoal } from './goal-views.js';
import type { GoalCounts, GoalSummary, GoalView } from './goal-views.js';
import { GoalQuery } from './projections/goals/goal.query.js';

export interface GoalsView extends Page<GoalSummary> {
  /** Of all that the filters leave, not of the page alone. */
  readonly counts: GoalCounts;
  readonly lightsOf: ClockBasis;
}

/** With what was said beside its life. */
export interface WatchedGoal extends GoalView {
  readonly oversight: SubjectOversight;
}

/** 目标任务: what was set for the year to come. */
@ApiTags('goals')
@Controller('goals')
export class GoalQueriesController {
  constructor(
    private readonly goals: GoalQuery,
    private readonly day: BusinessDay,
    private readonly policies: PolicyReader,
    private readonly messages: Messages,
    @Optional() private readonly oversight?: OversightReader,
  ) {}

  @Get()
  @Reads('goals', 'branches')
  @Roles(...BRANCH_READERS)
  async list(@Query() query: GoalPageQuery, @SignedIn() viewer: Principal): Promise<GoalsView> {
    const { cursor, limit } = query;
    const clock = await this.clock();
    const list = { branches: visibleBranches(viewer), filter: query, clock };
    const [branch, no] = cursor === undefined ? [] : placeAfter(cursor, clock.mark, 2);
    const after = cursor === undefined ? undefined : { branch: String(branch), no: String(no) };
    const [rows, counts] = await Promise.all([this.goals.page(list, limit, after), this.goals.counts(list)]);
    const { items, ...page } = pageOf(rows.filter(isToldGoal), limit, (row) => [clock.mark, row.branch, row.no]);
    return {
      items: items.map((row) => goalSummary(row, clock)),
      ...page,
      counts: goalCounts(counts),
      lightsOf: clock.basis,
    };
  }

  @Get(':goal')
  @Reads('goals', 'branches', 'oversight', 'instructions')
  @Roles(...BRANCH_READERS)
  async one(
    @Param() { goal }: GoalPath,
    @Query() _query: OneQuery,
    @SignedIn() viewer: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WatchedGoal> {
    const row = await this.goals.one(goal);
    if (
      row === undefined ||
      !isToldGoal(row) ||
      !(seesBranch(viewer, row.branch) || (row.heir !== null && seesBranch(viewer, row.heir)))
    )
      throw notFound();
    void reply.header('ETag', `"${String(row.length)}"`);
    const clock = await this.clock();
    const oversight =
      (await this.oversight?.of(row.id, clock, oversightSight(seesLimitedOf(viewer, row.branch)))) ?? NOTHING_SAID;
    return { ...goalView(row, clock, viewer, this.messages), oversight };
  }

  private async clock(): Promise<ClockDay> {
    const today = this.day.today();
    return clockDay(today, await this.policies.read(today));
  }
}
