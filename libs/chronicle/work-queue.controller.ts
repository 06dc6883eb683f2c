import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ACTS } from '#access/acts.js';
import { ROLE_NAMES } from '#access/roles.js';
import type { Role } from '#access/roles.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { OneOf, Whole } from '#platform/http/fields.js';
import { ReadQuery, Reads } from '#platform/http/read-query.js';
import { RequestProblem } from '#platform/http/request-problem.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { clockDay } from '#problems/published/clock-day.js';
import type { ClockBasis, ClockDay } from '#problems/published/clock-day.js';
import type { InBoth } from '#problems/published/light-view.js';
import type { WaitingGroup } from './published/work-queue.js';
import { rolesHeld, WORKERS, WORK_MODELS, WorkQueues } from './work-queues.js';

export class WorkQueueQuery extends ReadQuery {
  /** One of the roles held; all of them unless said. */
  @OneOf(WORKERS, { example: 'office-head', optional: true })
  readonly role?: Role;

  /** Items shown of each group. */
  @Whole({ min: 0, max: 50, example: 5, optional: true })
  readonly first: number = 5;
}

export interface RoleQueue {
  readonly role: Role;
  readonly roleName: InBoth;
  /** Units for which the role is held; null for the whole organisation. */
  readonly units: readonly string[] | null;
  readonly groups: readonly (WaitingGroup & InBoth)[];
}

export interface WorkQueueView {
  readonly queues: readonly RoleQueue[];
  readonly lightsOf: ClockBasis;
}

/** 待办: what waits for whoever is signed in, and for nobody else. */
@ApiTags('work queue')
@Controller('work-queue')
export class WorkQueueController {
  constructor(
    private readonly work: WorkQueues,
    private readonly day: BusinessDay,
    private readonly policies: PolicyReader,
  ) {}

  @Get()
  @Reads(...WORK_MODELS)
  @Roles(...WORKERS)
  async own(@Query() { role, first }: WorkQueueQuery, @SignedIn() viewer: Principal): Promise<WorkQueueView> {
    const held = rolesHeld(viewer);
    if (role !== undefined && !held.includes(role)) throw new RequestProblem(403, 'role-not-held', { role });
    const today = this.day.today();
    const clock = clockDay(today, await this.policies.read(today));
    const queues = held
      .filter((each) => role === undefined || each === role)
      .map((each) => this.queue(each, viewer, clock, first));
    return { queues: await Promise.all(queues), lightsOf: clock.basis };
  }

  private async queue(role: Role, viewer: Principal, clock: ClockDay, first: number): Promise<RoleQueue> {
    const { units, groups } = await this.work.ofRole(role, viewer, { clock, first });
    return {
      role,
      roleName: ROLE_NAMES[role],
      units,
      groups: groups.map((group) => ({ ...group, zh: ACTS[group.act].zh, en: ACTS[group.act].en })),
    };
  }
}
