import { Optional } from '@nestjs/common';
import type { ICommandHandler } from '@nestjs/cqrs';
import { CommandHandler } from '@nestjs/cqrs';
import { Drafts } from '#drafts/published/drafts.js';
import { issueDraft } from '#drafts/published/issuing.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult, CommandSpec } from '#event-sourcing/command.js';
import { fault } from '#platform/http/fault.js';
import { invalidRequest } from '#platform/http/request-problem.js';
import { validated } from '#platform/http/validated.js';
import type { ListRead } from '../domain/problem-list.js';
import { approveProblemList } from '../domain/problem-list.js';
import type { ReviewState } from '../domain/review.js';
import { review } from '../domain/review.js';
import type { ReviewEvent } from '../events.js';
import { reviewStream } from '../events.js';
import { ApproveProblemList, ListContent } from './approve-problem-list.js';
import { readStanding } from './reads.js';

/** What an approval names, as far as it is given; not read yet where it comes from a draft. */
interface Said {
  readonly problems?: unknown;
  readonly documentNumber?: unknown;
}

/** `content` is asked for only when the list is not approved yet: a repeated command has no draft any more. */
const approving = (content: () => Said): CommandSpec<ApproveProblemList, ReviewState, ReviewEvent, ListRead> => ({
  command: ApproveProblemList,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  reads: ({ year }, load, own) => readStanding(year, own.state, load),
  decide: ({ year }, state, context, read) => {
    const { problems, documentNumber } = validated(ListContent, contentOf(content()));
    return approveProblemList({ year, problems, documentNumber }, state, context, read);
  },
});

/** Approves what the request names, or what the office drafted for the chair. */
@CommandHandler(ApproveProblemList)
export class ApproveProblemListHandler implements ICommandHandler<ApproveProblemList, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    @Optional() private readonly drafts?: Drafts,
  ) {}

  async execute(command: ApproveProblemList): Promise<CommandResult> {
    const said = contentOf(command);
    if (command.fromDraft !== true)
      return this.executor.execute(
        approving(() => said),
        command,
      );
    if (Object.keys(said).length > 0) throw invalidRequest([fault('draft-and-body', {}, 'fromDraft')]);
    const place = { kind: 'problem-list', key: String(command.year), owner: 'office' } as const;
    return issueDraft(this.drafts, place, ['problems', 'documentNumber'], (draft) =>
      this.executor.execute(
        approving(() => draft().content),
        command,
      ),
    );
  }
}

const contentOf = ({ problems, documentNumber }: Said): Readonly<Record<string, unknown>> => ({
  ...(problems === undefined ? {} : { problems }),
  ...(documentNumber === undefined ? {} : { documentNumber }),
});
