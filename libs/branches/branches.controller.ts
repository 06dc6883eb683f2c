import { Controller, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { AppointHolder } from './commands/appoint-holder.js';
import { DissolveBranch } from './commands/dissolve-branch.js';
import { EstablishBranch } from './commands/establish-branch.js';
import { MergeBranch } from './commands/merge-branch.js';
import { RecordHandover } from './commands/record-handover.js';
import { ReleaseHolder } from './commands/release-holder.js';
import { RenameBranch } from './commands/rename-branch.js';
import { SplitBranch } from './commands/split-branch.js';

@ApiTags('branches')
@Controller('branches')
export class BranchesController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Performs('establish-branch')
  establish(@CommandInput() command: EstablishBranch): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Put(':code/name')
  @Performs('rename-branch')
  rename(@CommandInput() command: RenameBranch): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':code/holders')
  @Performs('appoint-holder')
  appoint(@CommandInput() command: AppointHolder): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':code/releases')
  @Performs('release-holder')
  release(@CommandInput() command: ReleaseHolder): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':code/handovers')
  @Performs('record-handover')
  handOver(@CommandInput() command: RecordHandover): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':code/merger')
  @Performs('merge-branch')
  merge(@CommandInput() command: MergeBranch): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':code/split')
  @Performs('split-branch')
  split(@CommandInput() command: SplitBranch): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':code/dissolution')
  @Performs('dissolve-branch')
  dissolve(@CommandInput() command: DissolveBranch): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
