import { Injectable } from '@nestjs/common';
import { ACTS } from '#access/acts.js';
import { ROLE_NAMES } from '#access/roles.js';
import type { Role } from '#access/roles.js';
import { BRANCH_READERS } from '#access/visible-branches.js';
import { DRAFTERS } from '#drafts/published/draft-kinds.js';
import { ReadModelProgress } from '#event-sourcing/projection/progress.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import { OwnMatters } from '#platform/auth/own-matters.js';
import type { OwnMattersView, RoleWaiting } from '#platform/auth/own-matters.js';
import type { Principal } from '#platform/auth/principal.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { clockDay } from '#problems/published/clock-day.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import { OF_ONE_BRANCH } from './http/own-branch.controller.js';
import { rolesHeld, WORKERS, WORK_MODELS, WorkQueues } from './work-queues.js';

/** Where what is found; as far as one of these roles is held. */
const LINKS: readonly (readonly [string, string, readonly Role[]])[] = [
  ['workQueue', '/api/v1/work-queue', WORKERS],
  ['branch', '/api/v1/me/branch', OF_ONE_BRANCH],
  ['problems', '/api/v1/problems', WORKERS],
  ['reviews', '/api/v1/reviews', BRANCH_READERS],
  ['changes', '/api/v1/changes', BRANCH_READERS],
  ['drafts', '/api/v1/drafts', DRAFTERS],
  ['accounts', '/api/v1/users', ['admin']],
];

/** What waits for somebody, counted as the work queue shows it. */
@Injectable()
export class QueuedMatters extends OwnMatters {
  constructor(
    private readonly work: WorkQueues,
    private readonly day: BusinessDay,
    private readonly policies: PolicyReader,
    private readonly progress: ReadModelProgress,
  ) {
    super();
  }

  async of(viewer: Principal): Promise<OwnMattersView> {
    const { grants } = viewer;
    const links = LINKS.filter(([, , roles]) => grants.some(({ role }) => roles.includes(role)));
    return {
      waiting: this.progress.building(WORK_MODELS) === undefined ? await this.waiting(viewer) : null,
      links: Object.fromEntries(links.map(([name, address]) => [name, address])),
    };
  }

  private async waiting(viewer: Principal): Promise<readonly RoleWaiting[]> {
    const today = this.day.today();
    const clock = clockDay(today, await this.policies.read(today));
    return Promise.all(rolesHeld(viewer).map((role) => this.ofRole(role, viewer, clock)));
  }

  private async ofRole(role: Role, viewer: Principal, clock: ClockDay): Promise<RoleWaiting> {
    const { units, groups } = await this.work.ofRole(role, viewer, { clock, first: 0 });
    return {
      role,
      ...ROLE_NAMES[role],
      units,
      waiting: groups.map(({ act, count, byLight }) => ({
        act,
        zh: ACTS[act].zh,
        en: ACTS[act].en,
        count,
        byLight,
      })),
    };
  }
}
