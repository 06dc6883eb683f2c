import { Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { BRANCH_READERS } from '#access/visible-branches.js';
import type { CommandResult } from '#event-sourcing/command.js';
import type { Principal } from '#platform/auth/principal.js';
import { Performs, Roles, SignedIn } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { Line, Whole } from '#platform/http/fields.js';
import { CorrectEntry } from './commands/correct-entry.js';
import { STREAM } from './commands/entry-command.js';
import { ConfirmTextRemoval, RefuseTextRemoval, RequestTextRemoval } from './commands/text-removal.js';
import { SetEntryLevel } from './commands/set-entry-level.js';
import { VoidEntries } from './commands/void-entries.js';
import { EntryHistories, type EntryHistoryView } from './entry-history.js';

export class EntryPath {
  @Line({ max: 121, example: 'problem-2023-review-03-02', pattern: STREAM })
  readonly stream: string;

  @Whole({ min: 0, max: 1_000_000, example: 3 })
  readonly revision: number;
}

/** Entries of the log, each named by its stream and its place there. */
@ApiTags('entries')
@Controller('entries/:stream')
export class CorrectionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly histories: EntryHistories,
  ) {}

  @Post(':revision/corrections')
  @Performs('correct-entry')
  correct(@CommandInput() command: CorrectEntry): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post('voidings')
  @Performs('void-entries')
  void(@CommandInput() command: VoidEntries): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':revision/level')
  @Performs('set-entry-level')
  setLevel(@CommandInput() command: SetEntryLevel): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':revision/text-removals')
  @Performs('request-text-removal')
  requestRemoval(@CommandInput() command: RequestTextRemoval): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':revision/text-removals/confirmation')
  @Performs('confirm-text-removal')
  confirmRemoval(@CommandInput() command: ConfirmTextRemoval): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':revision/text-removals/refusal')
  @Performs('refuse-text-removal')
  refuseRemoval(@CommandInput() command: RefuseTextRemoval): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Get(':revision/history')
  @Roles(...BRANCH_READERS, 'department')
  @ApiOperation({ summary: '更正与移除记录 / What was corrected in an entry and removed from it' })
  history(@Param() { stream, revision }: EntryPath, @SignedIn() viewer: Principal): Promise<EntryHistoryView> {
    return this.histories.of(stream, revision, viewer);
  }
}
