import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { MergeProblems } from './commands/merge-problems.js';
import { RestateCommonChild } from './commands/restate-common-child.js';
import { RestateProblem } from './commands/restate-problem.js';
import { SplitProblem } from './commands/split-problem.js';

/** From the words of a comment, or of a common problem, to the words of the list. */
@ApiTags('reports')
@Controller('reviews/:year')
export class WordingController {
  constructor(private readonly commands: CommandBus) {}

  @Post('reports/:branch/problems/:problem/restatement')
  @Performs('restate-problem')
  restate(@CommandInput() command: RestateProblem): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('reports/:branch/problems/:problem/split')
  @Performs('split-problem')
  split(@CommandInput() command: SplitProblem): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('reports/:branch/problems/:problem/merger')
  @Performs('merge-problems')
  merge(@CommandInput() command: MergeProblems): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('common-problems/:problem/restatement')
  @Performs('restate-problem')
  restateChild(@CommandInput() command: RestateCommonChild): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
