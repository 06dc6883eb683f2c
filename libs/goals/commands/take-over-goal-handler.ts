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
import { reportStream } from '#reviews/events.js';
import { itemId, MAX_NUMBER, parseItem } from '#text/item-number.js';
import { assignedGoals } from '../domain/goal-opening.js';
import type { GoalState } from '../domain/goal.js';
import { goal } from '../domain/goal.js';
import type { TakeOverRead } from '../domain/taking-over.js';
import { GOAL_NUMBER_TAKEN, takeOver } from '../domain/taking-over.js';
import type { GoalEvent } from '../events.js';
import { goalStream } from '../events.js';
import { TakeOverGoal } from './take-over-goal.js';

const idOf = ({ year, branch: code }: TakeOverGoal, n: number): string =>
  itemId({ sort: 'goal', year, branch: code, n });

const underNumber = (n: number): CommandSpec<TakeOverGoal, GoalState, GoalEvent, TakeOverRead> => ({
  command: TakeOverGoal,
  aggregate: goal,
  stream: (command) => goalStream(idOf(command, n)),
  reads: async (command, load) => ({
    n,
    branchExists: (await load(branch, branchStream(command.branch))).revision >= 0,
    assignedHere: (await load(assignedGoals, reportStream(command.year, command.branch))).state.has(idOf(command, n)),
  }),
  decide: takeOver,
});

const isTaken = (error: unknown): boolean => error instanceof DomainError && error.code === GOAL_NUMBER_TAKEN;

/** Under the number of the paper, or the first free one of its year and branch. */
@CommandHandler(TakeOverGoal)
export class TakeOverGoalHandler implements ICommandHandler<TakeOverGoal, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute(command: TakeOverGoal): Promise<CommandResult> {
    const under = (n: number): Promise<CommandResult> => this.executor.execute(underNumber(n), command);
    const given = command.no === undefined ? undefined : parseItem(command.no);
    if (given !== undefined) return under(given.n);
    const streams = {
      streamOf: (n: number) => goalStream(idOf(command, n)),
      max: MAX_NUMBER,
      commandId: command.context.commandId,
      isTaken,
    };
    const taken = await inFirstFreeStream(this.store, streams, under);
    if (taken === undefined) throw new DomainError('goal-numbers-exhausted', { max: MAX_NUMBER });
    return taken;
  }
}
