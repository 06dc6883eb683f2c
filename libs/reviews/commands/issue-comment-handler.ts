import { Optional } from '@nestjs/common';
import type { ICommandHandler } from '@nestjs/cqrs';
import { CommandHandler } from '@nestjs/cqrs';
import { Drafts, reportKey } from '#drafts/published/drafts.js';
import type { Draft, DraftPlace } from '#drafts/published/drafts.js';
import { fieldsOf, issueDraft } from '#drafts/published/issuing.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult, CommandSpec } from '#event-sourcing/command.js';
import { withContent } from '#event-sourcing/deferred-content.js';
import { fault } from '#platform/http/fault.js';
import { invalidRequest } from '#platform/http/request-problem.js';
import { validated } from '#platform/http/validated.js';
import { earlierProblems } from '#problems/published/earlier-problem.js';
import type { CommentRead } from '../domain/comment.js';
import { issueComment } from '../domain/comment.js';
import type { ReportState } from '../domain/report.js';
import { report } from '../domain/report.js';
import type { ReportEvent } from '../events.js';
import { reportStream } from '../events.js';
import { IssueComment } from './issue-comment.js';
import { readReview } from './reads.js';
import { takenNumbers } from './taken-numbers.js';

const CONTENT = ['leading', 'words', 'strengths', 'directions', 'problems', 'goals'] as const;

const issuing: CommandSpec<IssueComment, ReportState, ReportEvent, CommentRead> = {
  command: IssueComment,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: async (command, load, { state }) => {
    const { year, problems = [], goals = [] } = command;
    return {
      review: await readReview({ year }, load),
      earlier: await earlierProblems(
        problems.map(({ recurrenceOf }) => recurrenceOf),
        load,
      ),
      takenProblems: await takenNumbers(
        'review',
        command,
        { last: state.problemNumbers, count: problems.length },
        load,
      ),
      takenGoals: await takenNumbers('goal', command, { last: state.goals, count: goals.length }, load),
    };
  },
  decide: issueComment,
};

/** Issues what the request says, or the commentator's draft. */
@CommandHandler(IssueComment)
export class IssueCommentHandler implements ICommandHandler<IssueComment, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    @Optional() private readonly drafts?: Drafts,
  ) {}

  async execute(command: IssueComment): Promise<CommandResult> {
    if (command.fromDraft !== true) return this.executor.execute(issuing, command);
    if (CONTENT.some((name) => command[name] !== undefined))
      throw invalidRequest([fault('draft-and-body', {}, 'fromDraft')]);
    return issueDraft(this.drafts, placeOf(command), CONTENT, (draft) =>
      this.executor.execute(
        withContent(issuing, (each) => drafted(each, draft())),
        command,
      ),
    );
  }
}

/** Its author's alone, also where the office enters for him from paper. */
const placeOf = ({ year, branch, context: { actor, recordedBy } }: IssueComment): DraftPlace | undefined =>
  actor === recordedBy ? { kind: 'comment', key: reportKey(year, branch), owner: `author/${actor}` } : undefined;

const drafted = ({ year, branch, context }: IssueComment, draft: Draft): IssueComment =>
  Object.assign(validated(IssueComment, { ...fieldsOf(draft, CONTENT), year, branch }), { context });
