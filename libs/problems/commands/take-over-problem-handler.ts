import { Inject } from '@nestjs/common';
import type { ICommandHandler } from '@nestjs/cqrs';
import { CommandHandler } from '@nestjs/cqrs';
import { branchStream } from '#branches/events.js';
import { branch } from '#branches/published/branch.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult, CommandSpec, Load } from '#event-sourcing/command.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { inFirstFreeStream } from '#event-sourcing/first-free-stream.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { reportStream } from '#reviews/events.js';
import { itemId, MAX_NUMBER, parseItem } from '#text/item-number.js';
import { flaggedProblems } from '../domain/opening.js';
import type { ProblemState } from '../domain/problem.js';
import { problem } from '../domain/problem.js';
import { NUMBER_TAKEN } from '../domain/raising.js';
import type { TakeOverRead } from '../domain/taking-over.js';
import { takeOver } from '../domain/taking-over.js';
import type { ProblemEvent } from '../events.js';
import { problemStream } from '../events.js';
import { TakeOverProblem } from './take-over-problem.js';

const idOf = ({ source, year, branch: code }: TakeOverProblem, n: number): string =>
  itemId({ sort: source, year, branch: code, n });

/** Comments number their problems without asking the streams of problems. */
const isFlagged = async (command: TakeOverProblem, n: number, load: Load): Promise<boolean> => {
  if (command.source !== 'review') return false;
  const { state } = await load(flaggedProblems, reportStream(command.year, command.branch));
  return state.has(idOf(command, n));
};

const underNumber = (n: number): CommandSpec<TakeOverProblem, ProblemState, ProblemEvent, TakeOverRead> => ({
  command: TakeOverProblem,
  aggregate: problem,
  stream: (command) => problemStream(idOf(command, n)),
  reads: async (command, load) => ({
    n,
    branchExists: (await load(branch, branchStream(command.branch))).revision >= 0,
    flaggedHere: await isFlagged(command, n, load),
  }),
  decide: takeOver,
});

const isTaken = (error: unknown): boolean => error instanceof DomainError && error.code === NUMBER_TAKEN;

/** Under the number of the paper, or the first free one of its year, source and branch. */
@CommandHandler(TakeOverProblem)
export class TakeOverProblemHandler implements ICommandHandler<TakeOverProblem, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute(command: TakeOverProblem): Promise<CommandResult> {
    const under = (n: number): Promise<CommandResult> => this.executor.execute(underNumber(n), command);
    const given = command.no === undefined ? undefined : parseItem(command.no);
    if (given !== undefined) return under(given.n);
    const streams = {
      streamOf: (n: number) => problemStream(idOf(command, n)),
      max: MAX_NUMBER,
      commandId: command.context.commandId,
      isTaken,
    };
    const taken = await inFirstFreeStream(this.store, streams, under);
    if (taken === undefined) throw new DomainError('problem-numbers-exhausted', { max: MAX_NUMBER });
    return taken;
  }
}
