import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ACTS } from '#access/acts.js';
import { answeringGrants } from '#access/inheritance.js';
import { isUnitRole, ROLES } from '#access/roles.js';
import type { Grant, Role } from '#access/roles.js';
import type { Principal } from '#platform/auth/principal.js';
import { providersOf } from '#platform/discovery/providers-of.js';
import { WorkQueueSource } from './published/work-queue.js';
import type { WaitingGroup, WorkRequest } from './published/work-queue.js';

/** The administrator has no business. */
export const WORKERS: readonly Role[] = ROLES.filter((role) => role !== 'admin');

/** The read models in which what waits is counted. */
export const WORK_MODELS = [
  'instructions',
  'branches',
  'problem_ledger',
  'goals',
  'requirements',
  'requirement_units',
  'reviews',
  'review_overview',
  'text_removals',
] as const;

/** Units for which a role is held. */
export const unitsHeld = (grants: readonly Grant[], role: Role): readonly string[] =>
  grants.filter((grant) => grant.role === role).flatMap(({ unit }) => unit ?? []);

const ORDER = Object.keys(ACTS);

/** What waits for somebody in one role, and the units for which it is held; null for the whole organisation. */
export interface QueueOfRole {
  readonly units: readonly string[] | null;
  readonly groups: readonly WaitingGroup[];
}

export const rolesHeld = ({ grants }: Pick<Principal, 'grants'>): readonly Role[] =>
  WORKERS.filter((role) => grants.some((grant) => grant.role === role));

/** Asks every source that any module provides. */
@Injectable()
export class WorkQueues {
  constructor(private readonly discovery: DiscoveryService) {}

  async ofRole(
    role: Role,
    viewer: Principal,
    { clock, first }: Pick<WorkRequest, 'clock' | 'first'>,
  ): Promise<QueueOfRole> {
    const units = unitsHeld(answeringGrants(viewer), role);
    return {
      units: isUnitRole(role) ? unitsHeld(viewer.grants, role).toSorted() : null,
      groups: await this.waiting({ role, units, clock, first }),
    };
  }

  /** In the order of the table of acts. */
  private async waiting(request: WorkRequest): Promise<readonly WaitingGroup[]> {
    const sources = providersOf(this.discovery, WorkQueueSource);
    const groups = await Promise.all(sources.map((source) => source.waiting(request)));
    return groups.flat().toSorted((a, b) => ORDER.indexOf(a.act) - ORDER.indexOf(b.act));
  }
}
