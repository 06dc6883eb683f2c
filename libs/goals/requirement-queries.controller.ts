import { Controller, Get, Optional, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { limitedHolder } from '#access/levels.js';
import { BRANCH_READERS, visibleBranches } from '#access/visible-branches.js';
import { NOTHING_SAID, OversightReader } from '#oversight/published/oversight-reader.js';
import type { OversightSight, SubjectOversight } from '#oversight/published/oversight-reader.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { fault } from '#platform/http/fault.js';
import { placeAfter } from '#platform/http/marked-cursor.js';
import { Messages } from '#platform/http/messages.js';
import { pageOf } from '#platform/http/paging.js';
import type { CursorParts, Page } from '#platform/http/paging.js';
import { Reads } from '#platform/http/read-query.js';
import { invalidRequest, notFound } from '#platform/http/request-problem.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { clockDay } from '#problems/published/clock-day.js';
import type { ClockBasis, ClockDay } from '#problems/published/clock-day.js';
import { OneQuery, RequirementPageQuery, RequirementPath } from './goal-queries.requests.js';
import { RequirementQuery } from './projections/requirements/requirement.query.js';
import type { RequirementPlace, RequirementSight } from './projections/requirements/requirement.query.js';
import { requirementSummary, requirementView } from './requirement-views.js';
import type { RequirementSummary, RequirementView } from './requirement-views.js';

export interface RequirementsView extends Page<RequirementSummary> {
  readonly lightsOf: ClockBasis;
}

/** With what was said beside its life, to the viewer's units. */
export interface WatchedRequirement extends RequirementView {
  readonly oversight: SubjectOversight;
}

type Viewer = Pick<Principal, 'grants' | 'inheritances'>;

/** Their unit may be bound by a requirement. */
const REQUIREMENT_READERS = [...BRANCH_READERS, 'department'] as const;

/** 工作要求: what the chair asked of many units at once. A unit sees those that address it, and its own part. */
@ApiTags('requirements')
@Controller('requirements')
export class RequirementQueriesController {
  constructor(
    private readonly requirements: RequirementQuery,
    private readonly day: BusinessDay,
    private readonly policies: PolicyReader,
    private readonly messages: Messages,
    @Optional() private readonly oversight?: OversightReader,
  ) {}

  @Get()
  @Reads('requirements', 'requirement_units', 'branches')
  @Roles(...REQUIREMENT_READERS)
  async list(@Query() query: RequirementPageQuery, @SignedIn() viewer: Principal): Promise<RequirementsView> {
    const { cursor, limit } = query;
    const clock = await this.clock();
    const after = cursor === undefined ? undefined : requirementPlace(placeAfter(cursor, clock.mark, 2));
    const rows = await this.requirements.page({ sight: sightOf(viewer), filter: query, clock }, limit, after);
    const { items, ...page } = pageOf(rows, limit, ({ requirement: { year, number } }) => [clock.mark, year, number]);
    return { items: items.map((row) => requirementSummary(row, clock)), ...page, lightsOf: clock.basis };
  }

  @Get(':requirement')
  @Reads('requirements', 'requirement_units', 'branches', 'oversight', 'instructions')
  @Roles(...REQUIREMENT_READERS)
  async one(
    @Param() { requirement }: RequirementPath,
    @Query() _query: OneQuery,
    @SignedIn() viewer: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WatchedRequirement> {
    const clock = await this.clock();
    const found = await this.requirements.one(requirement, { sight: sightOf(viewer), clock });
    if (found === undefined) throw notFound();
    void reply.header('ETag', `"${String(found.requirement.length)}"`);
    const oversight = (await this.oversight?.of(requirement, clock, unitsSeen(viewer))) ?? NOTHING_SAID;
    return { ...requirementView(found, clock, viewer, this.messages), oversight };
  }

  private async clock(): Promise<ClockDay> {
    const today = this.day.today();
    return clockDay(today, await this.policies.read(today));
  }
}

const sightOf = (viewer: Viewer): RequirementSight => {
  const branches = visibleBranches(viewer);
  if (branches === 'all') return 'all';
  const departments = viewer.grants.filter(({ role }) => role === 'department').flatMap(({ unit }) => unit ?? []);
  return { branches, departments };
};

const unitsIn = (sight: RequirementSight): 'all' | readonly string[] =>
  sight === 'all' ? 'all' : [...sight.branches, ...sight.departments];

const unitsSeen = (viewer: Viewer): OversightSight => ({
  units: unitsIn(sightOf(viewer)),
  limited: unitsIn(sightOf(limitedHolder(viewer))),
});

const requirementPlace = ([year, number]: CursorParts): RequirementPlace => {
  if (typeof year !== 'number' || typeof number !== 'number')
    throw invalidRequest([fault('cursor-invalid', {}, 'cursor')]);
  return { year, number };
};
