import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { BeginStanding } from './commands/begin-standing.js';
import { CloseProblem } from './commands/close-problem.js';
import { NoteStanding } from './commands/note-standing.js';
import { RefuseClosing } from './commands/refuse-closing.js';
import { ReopenProblem } from './commands/reopen-problem.js';
import { ReturnRectification } from './commands/return-rectification.js';
import { SubmitRectification } from './commands/submit-rectification.js';
import { TakeBackSubmission } from './commands/take-back-submission.js';
import { VerifyRectification } from './commands/verify-rectification.js';
import { WithdrawProblem } from './commands/withdraw-problem.js';

/** From the submission of a rectification to the end of its problem. */
@ApiTags('problems')
@Controller('problems')
export class RectificationController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':problem/submission')
  @Performs('submit-rectification')
  submit(@CommandInput() command: SubmitRectification): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/submission/withdrawal')
  @Performs('take-back-submission')
  takeBack(@CommandInput() command: TakeBackSubmission): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/verification')
  @Performs('verify-rectification')
  verify(@CommandInput() command: VerifyRectification): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/return')
  @Performs('return-rectification')
  sendBack(@CommandInput() command: ReturnRectification): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/closure')
  @Performs('close-problem')
  close(@CommandInput() command: CloseProblem): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/closure/refusal')
  @Performs('refuse-closing')
  refuseClosing(@CommandInput() command: RefuseClosing): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/standing')
  @Performs('begin-standing')
  beginStanding(@CommandInput() command: BeginStanding): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/standing/notes')
  @Performs('note-standing')
  noteStanding(@CommandInput() command: NoteStanding): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/reopening')
  @Performs('reopen-problem')
  reopen(@CommandInput() command: ReopenProblem): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/withdrawal')
  @Performs('withdraw-problem')
  withdraw(@CommandInput() command: WithdrawProblem): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
