import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { MergeProblems } from './commands/merge-problems.js';
import { RestateProblem } from './commands/restate-problem.js';
import { SplitProblem } from './commands/split-problem.js';

/** From the words of a comment to the words of the list. */
@ApiTags('reports')
@Controller('reviews/:year/reports/:branch/problems/:problem')
export class WordingController {
  constructor(private readonly commands: CommandBus) {}

  @Post('restatement')
  @Performs('restate-problem')
  restate(@CommandInput() command: RestateProblem): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('split')
  @Performs('split-problem')
  split(@CommandInput() command: SplitProblem): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('merger')
  @Performs('merge-problems')
  merge(@CommandInput() command: MergeProblems): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
