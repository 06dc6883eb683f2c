import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { AdoptPolicy } from './commands/adopt-policy.js';
import { PublishCalendar } from './commands/publish-calendar.js';

@ApiTags('policy')
@Controller()
export class PolicyController {
  constructor(private readonly commands: CommandBus) {}

  @Post('policy')
  @Performs('adopt-policy')
  adopt(@CommandInput() command: AdoptPolicy): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('calendars/:year')
  @Performs('publish-calendar')
  publish(@CommandInput() command: PublishCalendar): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
