import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { seesLimitedOf } from '#access/levels.js';
import { BRANCH_READERS, seesBranch } from '#access/visible-branches.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { Code } from '#platform/http/fields.js';
import { ReadQuery, Reads } from '#platform/http/read-query.js';
import { notFound } from '#platform/http/request-problem.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { clockDay } from '#problems/published/clock-day.js';
import type { ClockBasis } from '#problems/published/clock-day.js';
import { oversightSight, OversightReader } from './published/oversight-reader.js';
import type { SubjectOversight } from './published/oversight-reader.js';

export class OversightPath {
  @Code()
  readonly code: string;
}

/** Nothing but `after`. */
export class OversightQuery extends ReadQuery {}

export interface BranchOversightView extends SubjectOversight {
  readonly branch: string;
  readonly lightsOf: ClockBasis;
}

/** What was said about a branch itself; what was said about its items stands with them. */
@ApiTags('oversight')
@Controller('branches')
export class OversightQueriesController {
  constructor(
    private readonly oversight: OversightReader,
    private readonly day: BusinessDay,
    private readonly policies: PolicyReader,
  ) {}

  @Get(':code/oversight')
  @Reads('oversight', 'instructions')
  @Roles(...BRANCH_READERS)
  async ofBranch(
    @Param() { code }: OversightPath,
    @Query() _query: OversightQuery,
    @SignedIn() viewer: Principal,
  ): Promise<BranchOversightView> {
    if (!seesBranch(viewer, code)) throw notFound();
    const today = this.day.today();
    const clock = clockDay(today, await this.policies.read(today));
    const sight = oversightSight(seesLimitedOf(viewer, code));
    return { branch: code, ...(await this.oversight.of(code, clock, sight)), lightsOf: clock.basis };
  }
}
