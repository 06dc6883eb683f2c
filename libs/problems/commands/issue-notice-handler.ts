import type { ICommandHandler } from '@nestjs/cqrs';
import { CommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult, CommandSpec } from '#event-sourcing/command.js';
import type { NoticeRead, NoticeState, ToDispatch } from '../domain/notice.js';
import { dispatchUnder, issueNotice, notice } from '../domain/notice.js';
import { problem } from '../domain/problem.js';
import type { NoticeEvent } from '../events.js';
import { noticeStream, problemStream } from '../events.js';
import { readLevel, readProblem } from './acts-on-problem.js';
import { dispatching, DispatchProblem, readDispatch } from './dispatch-problem.js';
import { IssueNotice } from './issue-notice.js';

const issuing: CommandSpec<IssueNotice, NoticeState, NoticeEvent, NoticeRead> = {
  command: IssueNotice,
  aggregate: notice,
  stream: ({ noticeNumber }) => noticeStream(noticeNumber),
  reads: async ({ noticeNumber, unit, problems }, load) => {
    const found = new Map<string, ToDispatch>();
    for (const id of problems) {
      const own = await load(problem, problemStream(id));
      const said = { ...(await readProblem({ problem: id }, load, own)), ...(await readLevel({ problem: id }, load)) };
      found.set(id, { state: own.state, ...said });
    }
    return { ...(await readDispatch({ noticeNumber, lead: unit }, load)), problems: found };
  },
  decide: issueNotice,
};

/**
 * Issues the notice, then dispatches what it names, each in the problem's own stream under the same command. A
 * repeated command finds what is there already and does the rest, so a run that was cut off is made whole.
 */
@CommandHandler(IssueNotice)
export class IssueNoticeHandler implements ICommandHandler<IssueNotice, CommandResult> {
  constructor(private readonly executor: CommandExecutor) {}

  async execute(command: IssueNotice): Promise<CommandResult> {
    const issued = await this.executor.execute(issuing, command);
    // What the notice said, also where its usual day would be another one by now.
    const said = issued.events.find((event) => event.type === 'NoticeIssued')?.data as NoticeState;
    let last = issued;
    const dispatches = [];
    for (const id of command.problems) {
      last = await this.executor.execute(dispatching, this.dispatchOf(command, id, said));
      dispatches.push(...last.events);
    }
    return { ...issued, position: last.position, events: [...issued.events, ...dispatches] };
  }

  /** If-Match spoke of the notice; and a notice that is recorded was in time. */
  private dispatchOf(command: IssueNotice, id: string, said: NoticeState): DispatchProblem {
    const { noticeNumber, unit, planDueOn } = command;
    const { ifMatch: _seen, objection: _late, ...context } = command.context;
    const under =
      said === undefined
        ? { problem: id, noticeNumber, lead: unit, ...(planDueOn === undefined ? {} : { planDueOn }) }
        : dispatchUnder(said, noticeNumber, id);
    return Object.assign(new DispatchProblem(), { ...under, context });
  }
}
