import { Controller, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandResult } from '#event-sourcing/command.js';
import { Performs } from '#platform/http/access.js';
import { CommandInput } from '#platform/http/command-input.js';
import { AdjournMeeting } from './commands/adjourn-meeting.js';
import { ApproveProblemList } from './commands/approve-problem-list.js';
import { ChangeMode } from './commands/change-mode.js';
import { CloseReview } from './commands/close-review.js';
import { EnrolBranch } from './commands/enrol-branch.js';
import { GiveSummary } from './commands/give-summary.js';
import { IssueRequirement } from './commands/issue-requirement.js';
import { NameCommentator } from './commands/name-commentator.js';
import { RaiseCommonProblem } from './commands/raise-common-problem.js';
import { RecordRoster } from './commands/record-roster.js';
import { ScheduleReview } from './commands/schedule-review.js';
import { SummariseOpinions } from './commands/summarise-opinions.js';

/** Commands on a review as a whole. */
@ApiTags('reviews')
@Controller('reviews')
export class ReviewsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Performs('schedule-review')
  schedule(@CommandInput() command: ScheduleReview): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':year/enrolments')
  @Performs('enrol-branch')
  enrol(@CommandInput() command: EnrolBranch): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Put(':year/enrolments/:branch/mode')
  @Performs('change-mode')
  changeMode(@CommandInput() command: ChangeMode): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Put(':year/enrolments/:branch/commentator')
  @Performs('name-commentator')
  nameCommentator(@CommandInput() command: NameCommentator): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Put(':year/opinions')
  @Performs('summarise-opinions')
  summariseOpinions(@CommandInput() command: SummariseOpinions): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Put(':year/roster')
  @Performs('record-roster')
  recordRoster(@CommandInput() command: RecordRoster): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':year/summary')
  @Performs('give-summary')
  giveSummary(@CommandInput() command: GiveSummary): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':year/requirements')
  @Performs('issue-requirement')
  issueRequirement(@CommandInput() command: IssueRequirement): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':year/common-problems')
  @Performs('raise-common-problem')
  raiseCommonProblem(@CommandInput() command: RaiseCommonProblem): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':year/adjournment')
  @Performs('adjourn-meeting')
  adjourn(@CommandInput() command: AdjournMeeting): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':year/problem-list')
  @Performs('approve-problem-list')
  approveProblemList(@CommandInput() command: ApproveProblemList): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':year/closure')
  @Performs('close-review')
  close(@CommandInput() command: CloseReview): Promise<CommandResult> {
    return this.commands.execute(command);
  }
}
