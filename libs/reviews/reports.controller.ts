import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { AcceptReport } from './commands/accept-report.js';
import { AnswerQuestion } from './commands/answer-question.js';
import { AskQuestion } from './commands/ask-question.js';
import { CallForAnswers } from './commands/call-for-answers.js';
import { ExcuseAnswer } from './commands/excuse-answer.js';
import { IssueComment } from './commands/issue-comment.js';
import { RecordDelivery } from './commands/record-delivery.js';
import { ReturnReport } from './commands/return-report.js';
import { SubmitReport } from './commands/submit-report.js';
import { SupplyAnswer } from './commands/supply-answer.js';

/** Commands on the report of one branch: from the call for answers to the comment. */
@ApiTags('reports')
@Controller('reviews/:year/reports/:branch')
export class ReportsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('answers-called-for')
  @Performs('call-for-answers')
  callForAnswers(@CommandInput() command: CallForAnswers): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('submission')
  @Performs('submit-report')
  submit(@CommandInput() command: SubmitReport): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('return')
  @Performs('return-report')
  return(@CommandInput() command: ReturnReport): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('acceptance')
  @Performs('accept-report')
  accept(@CommandInput() command: AcceptReport): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('delivery')
  @Performs('record-delivery')
  recordDelivery(@CommandInput() command: RecordDelivery): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('questions')
  @Performs('record-question')
  ask(@CommandInput() command: AskQuestion): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('questions/:question/answer')
  @Performs('record-question')
  answer(@CommandInput() command: AnswerQuestion): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('comments')
  @Performs('comment')
  comment(@CommandInput() command: IssueComment): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('missing-answers/:item/supply')
  @Performs('supply-answer')
  supplyAnswer(@CommandInput() command: SupplyAnswer): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('missing-answers/:item/excuse')
  @Performs('excuse-answer')
  excuseAnswer(@CommandInput() command: ExcuseAnswer): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
