import { Injectable, Optional } from '@nestjs/common';
import { heirOf, predecessorsOf, type Passed } from '#branches/published/passed.js';
import { Successions } from '#branches/published/successions.js';
import type { GoalRow } from './projections/goals/goal-row.js';
import type { RequirementRow } from './projections/requirements/requirements.projection.js';

/** An open goal with the branch that answers for it today; one that is concluded stays with the code that it had. */
export const goalAnsweredNow = (row: GoalRow, main: Passed): GoalRow => {
  const { branch, status, passed } = row;
  if (branch === null || status === 'concluded') return row;
  const heir = heirOf(branch, { ...main, ...passed });
  return { ...row, heir: heir === branch ? null : heir };
};

/** The same of each unit of a requirement; departments do not end. */
export const requirementAnsweredNow = (row: RequirementRow, main: Passed): RequirementRow => {
  const { units, addressees, concludedOn, passed } = row;
  if (addressees?.kind === 'departments' || concludedOn !== null) return row;
  const heirs = units.map((unit) => [unit, heirOf(unit, { ...main, ...passed })] as const);
  return { ...row, heirs: Object.fromEntries(heirs.filter(([unit, heir]) => unit !== heir)) };
};

/** Shows goals and requirements with the branches that answer for them today. */
@Injectable()
export class AnsweringBranches {
  constructor(@Optional() private readonly successions?: Successions) {}

  async ofGoals(rows: readonly GoalRow[]): Promise<GoalRow[]> {
    const main = await this.main();
    return rows.map((row) => goalAnsweredNow(row, main));
  }

  async ofRequirements(rows: readonly RequirementRow[]): Promise<RequirementRow[]> {
    const main = await this.main();
    return rows.map((row) => requirementAnsweredNow(row, main));
  }

  /** Codes under which what a branch answers for today may lie. */
  async codesOf(branch: string): Promise<readonly string[]> {
    return predecessorsOf(branch, await this.main());
  }

  private async main(): Promise<Passed> {
    return (await this.successions?.main()) ?? {};
  }
}
