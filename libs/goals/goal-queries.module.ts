import { Module } from '@nestjs/common';
import { GoalQueriesController } from './goal-queries.controller.js';
import { GoalQuery } from './projections/goals/goal.query.js';
import { RequirementQuery } from './projections/requirements/requirement.query.js';
import { RequirementQueriesController } from './requirement-queries.controller.js';

/** Goals and requirements, to be read. */
@Module({
  controllers: [GoalQueriesController, RequirementQueriesController],
  providers: [GoalQuery, RequirementQuery],
})
export class GoalQueriesModule {}
