import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { AcknowledgeRequirement } from './commands/acknowledge-requirement.js';
import { ConcludeRequirement } from './commands/conclude-requirement.js';
import { ImplementRequirement } from './commands/implement-requirement.js';

@ApiTags('requirements')
@Controller('requirements')
export class RequirementsController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':requirement/acknowledgement')
  @Performs('acknowledge-requirement')
  acknowledge(@CommandInput() command: AcknowledgeRequirement): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':requirement/implementation')
  @Performs('implement-requirement')
  implement(@CommandInput() command: ImplementRequirement): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':requirement/conclusion')
  @Performs('conclude-requirement')
  conclude(@CommandInput() command: ConcludeRequirement): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
