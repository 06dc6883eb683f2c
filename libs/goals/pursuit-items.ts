import { Injectable } from '@nestjs/common';
import { DataSource, In, Not } from 'typeorm';
import { BranchItemSource } from '#chronicle/published/branch-items.js';
import type { BranchItem } from '#chronicle/published/branch-items.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import { AnsweringBranches } from './answering-branches.js';
import { branchGoal, branchRequirement } from './branch-pursuits.js';
import type { GoalRow } from './projections/goals/goal-row.js';
import { goalEntity } from './projections/goals/goals.projection.js';
import { RequirementQuery } from './projections/requirements/requirement.query.js';

/** Goals set for a branch, and requirements that bind it; also those that passed on to it. */
@Injectable()
export class PursuitItems extends BranchItemSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly requirements: RequirementQuery,
    private readonly answering: AnsweringBranches,
  ) {
    super();
  }

  async itemsOf(branch: string, clock: ClockDay): Promise<readonly BranchItem[]> {
    const sight = { branches: [branch], departments: [] };
    const [goals, unnamed, requirements] = await Promise.all([
      this.dataSource.getRepository(goalEntity).findBy([{ branch }, { heir: branch }]),
      this.unnamed(branch),
      this.requirements.all({ sight, filter: {}, clock }),
    ]);
    return [
      ...[...goals, ...unnamed].flatMap((row) => branchGoal(row, clock) ?? []),
      ...requirements.flatMap((found) => branchRequirement(found, clock) ?? []),
    ];
  }

  /** Goals that branches in whose place it came left open without naming them. */
  private async unnamed(branch: string): Promise<readonly GoalRow[]> {
    const former = await this.answering.codesOf(branch);
    if (former.length === 0) return [];
    const open = { status: Not('concluded') } as const;
    const rows = await this.dataSource.getRepository(goalEntity).findBy([
      { ...open, branch: In([...former]) },
      { ...open, heir: In([...former]) },
    ]);
    const before = ({ branch: told, heir }: GoalRow): boolean => told === branch || heir === branch;
    return (await this.answering.ofGoals(rows.filter((row) => !before(row)))).filter(({ heir }) => heir === branch);
  }
}
