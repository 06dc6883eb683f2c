import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ACTS } from '#access/acts.js';
import { ROLES } from '#access/roles.js';
import type { Grant, Role } from '#access/roles.js';
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

/** Asks every source that any module provides. */
@Injectable()
export class WorkQueues {
  constructor(private readonly discovery: DiscoveryService) {}

  /** In the order of the table of acts. */
  async waiting(request: WorkRequest): Promise<readonly WaitingGroup[]> {
    const sources = providersOf(this.discovery, WorkQueueSource);
    const groups = await Promise.all(sources.map((source) => source.waiting(request)));
    return groups.flat().toSorted((a, b) => ORDER.indexOf(a.act) - ORDER.indexOf(b.act));
  }
}
