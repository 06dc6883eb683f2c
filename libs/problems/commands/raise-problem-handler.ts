import { Inject } from '@nestjs/common';
import type { ICommandHandler } from '@nestjs/cqrs';
import { CommandHandler } from '@nestjs/cqrs';
import { branchStream } from '#branches/events.js';
import { branch } from '#branches/published/branch.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult, CommandSpec } from '#event-sourcing/command.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { itemId } from '#text/item-number.js';
import type { ProblemState } from '../domain/problem.js';
import { problem } from '../domain/problem.js';
import type { RaiseRead } from '../domain/raising.js';
import { NUMBER_TAKEN, raise } from '../domain/raising.js';
import type { ProblemEvent } from '../events.js';
import { problemStream } from '../events.js';
import { endOfLead } from './end-of-lead.js';
import { RaiseProblem } from './raise-problem.js';

/** What an item number can hold. */
const MAX_NUMBER = 9_999;
const PROBED_AT_ONCE = 16;

const streamOf = ({ source, year, branch: code }: RaiseProblem, n: number): string =>
  problemStream(itemId({ sort: source, year, branch: code, n }));

const underNumber = (n: number): CommandSpec<RaiseProblem, ProblemState, ProblemEvent, RaiseRead> => ({
  command: RaiseProblem,
  aggregate: problem,
  stream: (command) => streamOf(command, n),
  reads: async (command, load) => {
    const told = await load(branch, branchStream(command.branch));
    const leadEndedOn = await endOfLead(command.lead, load);
    return { n, branchExists: told.revision >= 0, endedOn: told.state.ended?.on, leadEndedOn };
  },
  decide: raise,
});

const isTaken = (error: unknown): boolean => error instanceof DomainError && error.code === NUMBER_TAKEN;

/**
 * Finds the number: the first free one, looking from 1 upwards at the streams themselves, so that the fact stands in
 * one append and a refused or broken attempt leaves no gap. Whoever is overtaken takes the next. A repeated command
 * meets its own first event on the way, and never a free number before it: numbers are taken in order and are never given
 * back.
 */
@CommandHandler(RaiseProblem)
export class RaiseProblemHandler implements ICommandHandler<RaiseProblem, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute(command: RaiseProblem): Promise<CommandResult> {
    for (let n = await this.openTo(command, 1); n <= MAX_NUMBER; n = await this.openTo(command, n + 1)) {
      try {
        return await this.executor.execute(underNumber(n), command);
      } catch (error) {
        if (!isTaken(error)) throw error;
      }
    }
    throw new DomainError('problem-numbers-exhausted', { max: MAX_NUMBER });
  }

  /** The first number from `from` on that is free, or was taken by this very command. */
  private async openTo(command: RaiseProblem, from: number): Promise<number> {
    for (let first = from; first <= MAX_NUMBER; first += PROBED_AT_ONCE) {
      const numbers = Array.from({ length: PROBED_AT_ONCE }, (_, offset) => first + offset);
      const open = await Promise.all(numbers.map((n) => this.isOpenTo(command, n)));
      const found = numbers.find((_, index) => open[index]);
      if (found !== undefined) return found;
    }
    return MAX_NUMBER + 1;
  }

  private async isOpenTo(command: RaiseProblem, n: number): Promise<boolean> {
    const slice = await this.store.readStream(streamOf(command, n), { limit: 1 });
    if (slice.status === 'not-found') return true;
    return slice.events[0]?.envelope.metadata.commandId === command.context.commandId;
  }
}
