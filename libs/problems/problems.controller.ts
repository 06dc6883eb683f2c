import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { AcknowledgeDispatch } from './commands/acknowledge-dispatch.js';
import { ApprovePlan } from './commands/approve-plan.js';
import { ContestDispatch } from './commands/contest-dispatch.js';
import { DispatchProblem } from './commands/dispatch-problem.js';
import { GrantExtension } from './commands/grant-extension.js';
import { RaiseProblem } from './commands/raise-problem.js';
import { RefuseExtension } from './commands/refuse-extension.js';
import { ReportProgress } from './commands/report-progress.js';
import { RequestExtension } from './commands/request-extension.js';
import { ReturnPlan } from './commands/return-plan.js';
import { SubmitPlan } from './commands/submit-plan.js';
import { TakeOverProblem } from './commands/take-over-problem.js';

/** From the raising of a problem to the measures of its plan. */
@ApiTags('problems')
@Controller('problems')
export class ProblemsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Performs('raise-problem')
  raise(@CommandInput() command: RaiseProblem): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('taken-over')
  @Performs('take-over-problem')
  takeOver(@CommandInput() command: TakeOverProblem): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/dispatch')
  @Performs('dispatch-problem')
  dispatch(@CommandInput() command: DispatchProblem): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/acknowledgement')
  @Performs('acknowledge-dispatch')
  acknowledge(@CommandInput() command: AcknowledgeDispatch): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/contest')
  @Performs('contest-dispatch')
  contest(@CommandInput() command: ContestDispatch): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/plan')
  @Performs('submit-plan')
  submitPlan(@CommandInput() command: SubmitPlan): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/plan/approval')
  @Performs('approve-plan')
  approvePlan(@CommandInput() command: ApprovePlan): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/plan/return')
  @Performs('return-plan')
  returnPlan(@CommandInput() command: ReturnPlan): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/measures/:measure/progress')
  @Performs('report-progress')
  reportProgress(@CommandInput() command: ReportProgress): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/extensions')
  @Performs('request-extension')
  requestExtension(@CommandInput() command: RequestExtension): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/extensions/:extension/grant')
  @Performs('grant-extension')
  grantExtension(@CommandInput() command: GrantExtension): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/extensions/:extension/refusal')
  @Performs('refuse-extension')
  refuseExtension(@CommandInput() command: RefuseExtension): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
