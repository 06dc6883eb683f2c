import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { ConfirmTally } from './commands/confirm-tally.js';
import { DecideGrade } from './commands/decide-grade.js';
import { EnterTally } from './commands/enter-tally.js';
import { FeedBackGrade } from './commands/feed-back-grade.js';

/** Tallies, and the grade that the committee decides whatever they say. */
@ApiTags('appraisals')
@Controller('reviews/:year/reports/:branch')
export class AppraisalsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('appraisals')
  @Performs('enter-tally')
  enterTally(@CommandInput() command: EnterTally): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('appraisals/:form/:tally/confirmation')
  @Performs('confirm-tally')
  confirmTally(@CommandInput() command: ConfirmTally): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('grade')
  @Performs('decide-grade')
  decideGrade(@CommandInput() command: DecideGrade): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('grade/feedback')
  @Performs('feed-back-grade')
  feedBackGrade(@CommandInput() command: FeedBackGrade): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
