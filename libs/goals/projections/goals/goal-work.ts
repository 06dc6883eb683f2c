import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
import { ACTS } from '#access/acts.js';
import type { Role } from '#access/roles.js';
import { WorkQueueSource } from '#chronicle/published/work-queue.js';
import type { WaitingGroup, WaitingItem, WorkRequest } from '#chronicle/published/work-queue.js';
import { groupCounts } from '#platform/database/group-counts.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import { lightView } from '#problems/published/light-view.js';
import { goalDueOf, goalLightOf } from '../../published/clock.js';
import { GOAL_STATUS_TABLE } from '../../published/states.js';
import type { GoalAct, GoalStatus } from '../../published/states.js';
import { goalClock } from './goal.query.js';
import type { GoalRow } from './goal-row.js';
import { goalEntity } from './goals.projection.js';

interface Step {
  readonly act: GoalAct;
  readonly status: GoalStatus;
  /** Where the act is open to more roles than it waits for. */
  readonly roles?: readonly Role[];
}

const STEPS: readonly Step[] = [
  { act: 'accept-goal', status: 'assigned' },
  { act: 'submit-goal-result', status: 'accepted' },
  { act: 'report-goal-progress', status: 'accepted', roles: ['branch-clerk'] },
  { act: 'conclude-goal', status: 'submitted' },
];

const OF_A_BRANCH: readonly Role[] = ['branch-secretary', 'branch-clerk'];

/** What waits on goals, for whoever has the next step. */
@Injectable()
export class GoalWork extends WorkQueueSource {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async waiting(request: WorkRequest): Promise<readonly WaitingGroup[]> {
    const steps = STEPS.filter(({ act, roles = ACTS[act].by }) => roles.includes(request.role));
    if (steps.length === 0) return [];
    const clock = goalClock('g', request.clock);
    const groups = steps.map(({ act, status }) => ({ name: act, condition: `g.status = '${status}'` }));
    const counts = await groupCounts(this.inScope(request).setParameters(clock.parameters), groups, clock.light);
    const present = steps.filter(({ act }) => counts.some(({ name }) => name === act));
    return Promise.all(
      present.map(async (step) => {
        const own = counts.filter(({ name }) => name === step.act);
        return {
          act: step.act,
          owedBy: GOAL_STATUS_TABLE[step.status].owedBy,
          count: own.reduce((sum, { count }) => sum + count, 0),
          byLight: Object.fromEntries(own.map(({ mark, count }) => [mark, count])),
          items: await this.first(step, request),
        };
      }),
    );
  }

  private async first({ status }: Step, request: WorkRequest): Promise<readonly WaitingItem[]> {
    const { clock } = GOAL_STATUS_TABLE[status];
    const rows = await this.inScope(request)
      .andWhere('g.status = :status', { status })
      .orderBy(clock !== undefined && 'date' in clock ? 'g.dueOn' : 'g.since')
      .addOrderBy('g.branch')
      .addOrderBy('g.no')
      .limit(request.first)
      .getMany();
    return rows.map((row) => waitingItem(row, status, request.clock));
  }

  private inScope({ role, units }: WorkRequest): SelectQueryBuilder<GoalRow> {
    const query = this.dataSource.getRepository(goalEntity).createQueryBuilder('g').where('g.no IS NOT NULL');
    return OF_A_BRANCH.includes(role)
      ? query.andWhere('COALESCE(g.heir, g.branch) = ANY (CAST(:units AS text[]))', { units })
      : query;
  }
}

const waitingItem = (row: GoalRow, status: GoalStatus, { today, policy, calendar }: ClockDay): WaitingItem => {
  const facts = { status, since: row.since ?? today, dueOn: row.dueOn, returned: row.returned };
  const { dueOn } = goalDueOf(facts, policy, calendar);
  return {
    kind: 'goal',
    id: row.id,
    no: row.no,
    branch: row.branch,
    title: row.statement ?? '',
    dueOn: dueOn ?? null,
    light: lightView(goalLightOf(facts, today, policy, calendar), { dueOn, returned: row.returned, nextStepOn: null }),
  };
};
