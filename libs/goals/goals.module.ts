import { Module } from '@nestjs/common';
import { goalAccepted } from './commands/accept-goal.js';
import { requirementAcknowledged } from './commands/acknowledge-requirement.js';
import { goalConcluded } from './commands/conclude-goal.js';
import { requirementConcluded } from './commands/conclude-requirement.js';
import { requirementImplemented } from './commands/implement-requirement.js';
import { goalProgressReported } from './commands/report-goal-progress.js';
import { goalResultReturned } from './commands/return-goal-result.js';
import { goalResultSubmitted } from './commands/submit-goal-result.js';
import { TakeOverGoalHandler } from './commands/take-over-goal-handler.js';
import { GoalsController } from './goals.controller.js';
import { GoalImport } from './imports/goal-import.js';
import { RequirementsController } from './requirements.controller.js';

const COMMANDS = [
  TakeOverGoalHandler,
  goalAccepted,
  goalProgressReported,
  goalResultSubmitted,
  goalResultReturned,
  goalConcluded,
  requirementAcknowledged,
  requirementImplemented,
  requirementConcluded,
];

/** Goals set in comments, and requirements issued to many units. */
@Module({ controllers: [GoalsController, RequirementsController], providers: [...COMMANDS, GoalImport] })
export class GoalsModule {}
