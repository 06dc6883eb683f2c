import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { IssueNotice } from './commands/issue-notice.js';

@ApiTags('notices')
@Controller('notices')
export class NoticesController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Performs('issue-notice')
  issue(@CommandInput() command: IssueNotice): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
