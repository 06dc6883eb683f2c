import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BranchItemSource } from '#chronicle/published/branch-items.js';
import type { BranchItem } from '#chronicle/published/branch-items.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import { branchGoal, branchRequirement } from './branch-pursuits.js';
import { goalEntity } from './projections/goals/goals.projection.js';
import { RequirementQuery } from './projections/requirements/requirement.query.js';

/** Goals set for a branch, and requirements that bind it; also those that passed on to it. */
@Injectable()
export class PursuitItems extends BranchItemSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly requirements: RequirementQuery,
  ) {
    super();
  }

  async itemsOf(branch: string, clock: ClockDay): Promise<readonly BranchItem[]> {
    const sight = { branches: [branch], departments: [] };
    const [goals, requirements] = await Promise.all([
      this.dataSource.getRepository(goalEntity).findBy([{ branch }, { heir: branch }]),
      this.requirements.all({ sight, filter: {}, clock }),
    ]);
    return [
      ...goals.flatMap((row) => branchGoal(row, clock) ?? []),
      ...requirements.flatMap((found) => branchRequirement(found, clock) ?? []),
    ];
  }
}
