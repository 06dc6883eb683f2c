import { Controller, Get, Query } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { seesLimitedOf, withinLevel } from '#access/levels.js';
import { ROLES } from '#access/roles.js';
import type { Role } from '#access/roles.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { providersOf } from '#platform/discovery/providers-of.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { Code } from '#platform/http/fields.js';
import { ReadQuery, Reads } from '#platform/http/read-query.js';
import { notFound } from '#platform/http/request-problem.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { clockDay } from '#problems/published/clock-day.js';
import type { ClockBasis, ClockDay } from '#problems/published/clock-day.js';
import { branchPage, type BranchPage } from '../domain/branch-page.js';
import { BranchItemSource } from '../published/branch-items.js';
import { BranchPageSource } from '../published/branch-page.js';
import { unitsHeld, WORK_MODELS } from '../work-queues.js';

/** Roles that answer for a branch. */
export const OF_ONE_BRANCH: readonly Role[] = ['branch-secretary', 'branch-clerk'];

export class OwnBranchQuery extends ReadQuery {
  /** One of the branches for which a role is held; all of them unless said. */
  @Code({ optional: true })
  readonly branch?: string;
}

export interface OwnBranchesView {
  /** In the order of their codes; nearly always one. */
  readonly items: readonly BranchPage[];
  readonly lightsOf: ClockBasis;
}

/** 我的支部: all that a secretary or a clerk opens the system for. */
@ApiTags('account')
@Controller('me/branch')
export class OwnBranchController {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly day: BusinessDay,
    private readonly policies: PolicyReader,
  ) {}

  @Get()
  @Reads('branches', 'timeline', ...WORK_MODELS)
  @Roles(...ROLES)
  @ApiOperation({ summary: '我的支部 / My branch' })
  async own(@Query() { branch }: OwnBranchQuery, @SignedIn() viewer: Principal): Promise<OwnBranchesView> {
    const { grants } = viewer;
    const held = [...new Set(OF_ONE_BRANCH.flatMap((role) => unitsHeld(grants, role)))].sort();
    if (held.length === 0) throw notFound('no-branch-role');
    const asked = branch === undefined ? held : held.filter((code) => code === branch);
    if (asked.length === 0) throw notFound();
    const today = this.day.today();
    const clock = clockDay(today, await this.policies.read(today));
    return {
      items: await Promise.all(asked.map((code) => this.page(code, clock, seesLimitedOf(viewer, code)))),
      lightsOf: clock.basis,
    };
  }

  private async page(code: string, clock: ClockDay, limited: boolean): Promise<BranchPage> {
    const [items, parts] = await Promise.all([
      Promise.all(providersOf(this.discovery, BranchItemSource).map((source) => source.itemsOf(code, clock))),
      Promise.all(providersOf(this.discovery, BranchPageSource).map((source) => source.partOf(code))),
    ]);
    return branchPage(code, withinLevel(items.flat(), limited), parts);
  }
}
