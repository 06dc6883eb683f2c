import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { AnswerInstruction } from './commands/answer-instruction.js';
import { ConcludeInstruction } from './commands/conclude-instruction.js';
import { GiveInstruction } from './commands/give-instruction.js';
import { IssueReminder } from './commands/issue-reminder.js';
import { ReturnInstructionAnswer } from './commands/return-instruction-answer.js';
import { TakeNote } from './commands/take-note.js';

/** 督办: what is said beside the life of a problem, goal, requirement or branch. */
@ApiTags('oversight')
@Controller('oversight')
export class OversightController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':subject/notes')
  @Performs('take-note')
  takeNote(@CommandInput() command: TakeNote): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':subject/reminders')
  @Performs('issue-reminder')
  remind(@CommandInput() command: IssueReminder): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':subject/instructions')
  @Performs('give-instruction')
  instruct(@CommandInput() command: GiveInstruction): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':subject/instructions/:instruction/answer')
  @Performs('answer-instruction')
  answer(@CommandInput() command: AnswerInstruction): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':subject/instructions/:instruction/answer/return')
  @Performs('return-instruction-answer')
  returnAnswer(@CommandInput() command: ReturnInstructionAnswer): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':subject/instructions/:instruction/conclusion')
  @Performs('conclude-instruction')
  conclude(@CommandInput() command: ConcludeInstruction): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
