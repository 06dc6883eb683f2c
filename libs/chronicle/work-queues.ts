import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ACTS } from '#access/acts.js';
import { WorkQueueSource } from './published/work-queue.js';
import type { WaitingGroup, WorkRequest } from './published/work-queue.js';

const ORDER = Object.keys(ACTS);

/** Asks every source that any module provides. */
@Injectable()
export class WorkQueues {
  constructor(private readonly discovery: DiscoveryService) {}

  /** In the order of the table of acts. */
  async waiting(request: WorkRequest): Promise<readonly WaitingGroup[]> {
    const sources = this.discovery
      .getProviders()
      .map(({ instance }): unknown => instance)
      .filter((instance) => instance instanceof WorkQueueSource);
    const groups = await Promise.all([...new Set(sources)].map((source) => source.waiting(request)));
    return groups.flat().toSorted((a, b) => ORDER.indexOf(a.act) - ORDER.indexOf(b.act));
  }
}
