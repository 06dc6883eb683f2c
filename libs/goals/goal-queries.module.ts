import { Module } from '@nestjs/common';
import { AnsweringBranches } from './answering-branches.js';
import { GoalQueriesController } from './goal-queries.controller.js';
import { GoalTasks } from './projections/goals/goal-tasks.js';
import { OpenGoals } from './projections/goals/open-goals.js';
import { OpenRequirements } from './projections/requirements/open-requirements.js';
import { GoalWork } from './projections/goals/goal-work.js';
import { GoalQuery } from './projections/goals/goal.query.js';
import { RequirementWork } from './projections/requirements/requirement-work.js';
import { RequirementQuery } from './projections/requirements/requirement.query.js';
import { PursuitItems } from './pursuit-items.js';
import { RequirementQueriesController } from './requirement-queries.controller.js';

/** Goals and requirements, to be read. */
@Module({
  controllers: [GoalQueriesController, RequirementQueriesController],
  providers: [
    AnsweringBranches,
    GoalQuery,
    GoalTasks,
    GoalWork,
    OpenGoals,
    OpenRequirements,
    PursuitItems,
    RequirementQuery,
    RequirementWork,
  ],
})
export class GoalQueriesModule {}
