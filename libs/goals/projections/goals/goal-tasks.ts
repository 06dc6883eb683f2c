import { Injectable } from '@nestjs/common';
import { visibleBranches } from '#access/visible-branches.js';
import { TaskSource } from '#lists/published/list-source.js';
import type { ItemTasks, ListFilter, ListRequest, Task } from '#lists/published/list-source.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import { goalSummary, isToldGoal } from '../../goal-views.js';
import type { ToldGoal } from '../../goal-views.js';
import { GoalQuery } from './goal.query.js';
import type { GoalFilter } from './goal.query.js';

/** A goal comes from a review, has no category, and its branch leads; `undefined`: no goal is meant. */
const goalFilter = (list: ListFilter): GoalFilter | undefined => {
  const { status, source, category, kind, common, recurrence, ...filter } = list;
  if ([status, category, kind, common, recurrence].some((given) => given !== undefined)) return undefined;
  if (source?.includes('review') === false) return undefined;
  return filter;
};

/** Dated goals, for the 任务清单 and the 责任清单. */
@Injectable()
export class GoalTasks extends TaskSource {
  constructor(private readonly goals: GoalQuery) {
    super();
  }

  async items({ viewer, filter, clock, after, limit }: ListRequest): Promise<readonly ItemTasks[]> {
    const wanted = goalFilter(filter);
    if (wanted === undefined) return [];
    const list = { branches: visibleBranches(viewer), filter: wanted, clock };
    const rows = await this.goals.page(list, limit, after);
    return rows.filter(isToldGoal).map((row) => {
      const task = taskOf(row, clock);
      return { branch: task.branch, no: task.no, tasks: [task] };
    });
  }
}

const taskOf = (row: ToldGoal, clock: ClockDay): Task => {
  const { status, light } = goalSummary(row, clock);
  return {
    kind: 'goal',
    branch: row.branch,
    no: row.no ?? '',
    item: row.id,
    measure: null,
    measureKind: null,
    words: row.statement ?? '',
    level: row.level,
    expected: row.measure ?? '',
    unit: { kind: 'branch', code: row.heir ?? row.branch },
    supportingUnits: [],
    post: null,
    dueOn: row.dueOn,
    done: row.status === 'concluded',
    progressedOn: row.progress.at(-1)?.on ?? null,
    status,
    light,
  };
};
