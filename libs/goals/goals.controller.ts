import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { AcceptGoal } from './commands/accept-goal.js';
import { ConcludeGoal } from './commands/conclude-goal.js';
import { ReportGoalProgress } from './commands/report-goal-progress.js';
import { ReturnGoalResult } from './commands/return-goal-result.js';
import { SubmitGoalResult } from './commands/submit-goal-result.js';
import { TakeOverGoal } from './commands/take-over-goal.js';

@ApiTags('goals')
@Controller('goals')
export class GoalsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('taken-over')
  @Performs('take-over-goal')
  takeOver(@CommandInput() command: TakeOverGoal): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':goal/acceptance')
  @Performs('accept-goal')
  accept(@CommandInput() command: AcceptGoal): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':goal/progress')
  @Performs('report-goal-progress')
  reportProgress(@CommandInput() command: ReportGoalProgress): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':goal/result')
  @Performs('submit-goal-result')
  submitResult(@CommandInput() command: SubmitGoalResult): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':goal/result/return')
  @Performs('return-goal-result')
  returnResult(@CommandInput() command: ReturnGoalResult): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':goal/conclusion')
  @Performs('conclude-goal')
  conclude(@CommandInput() command: ConcludeGoal): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
