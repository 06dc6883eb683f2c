import { Inject } from '@nestjs/common';
import type { ICommandHandler } from '@nestjs/cqrs';
import { CommandHandler } from '@nestjs/cqrs';
import { branchStream } from '#branches/events.js';
import { branch } from '#branches/published/branch.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult, CommandSpec } from '#event-sourcing/command.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { inFirstFreeStream } from '#event-sourcing/first-free-stream.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { itemId, MAX_NUMBER } from '#text/item-number.js';
import type { ProblemState } from '../domain/problem.js';
import { problem } from '../domain/problem.js';
import { earlierProblems } from '../published/earlier-problem.js';
import type { RaiseRead } from '../domain/raising.js';
import { NUMBER_TAKEN, raise, toldUnit } from '../domain/raising.js';
import type { ProblemEvent } from '../events.js';
import { problemStream } from '../events.js';
import { endOfLead } from './end-of-lead.js';
import { RaiseProblem } from './raise-problem.js';

const streamOf = (command: RaiseProblem, n: number): string =>
  problemStream(itemId({ sort: command.source, year: command.year, branch: toldUnit(command), n }));

const underNumber = (n: number): CommandSpec<RaiseProblem, ProblemState, ProblemEvent, RaiseRead> => ({
  command: RaiseProblem,
  aggregate: problem,
  stream: (command) => streamOf(command, n),
  reads: async (command, load) => {
    const told = await load(branch, branchStream(toldUnit(command)));
    return {
      n,
      earlier: await earlierProblems([command.recurrenceOf], load),
      branchExists: told.revision >= 0,
      endedOn: told.state.ended?.on,
      leadEndedOn: await endOfLead(command.lead, load),
    };
  },
  decide: raise,
});

const isTaken = (error: unknown): boolean => error instanceof DomainError && error.code === NUMBER_TAKEN;

/** Under the first free number of its year, source and branch. */
@CommandHandler(RaiseProblem)
export class RaiseProblemHandler implements ICommandHandler<RaiseProblem, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute(command: RaiseProblem): Promise<CommandResult> {
    const streams = {
      streamOf: (n: number) => streamOf(command, n),
      max: MAX_NUMBER,
      commandId: command.context.commandId,
      isTaken,
    };
    const raised = await inFirstFreeStream(this.store, streams, (n) => this.executor.execute(underNumber(n), command));
    if (raised === undefined) throw new DomainError('problem-numbers-exhausted', { max: MAX_NUMBER });
    return raised;
  }
}
