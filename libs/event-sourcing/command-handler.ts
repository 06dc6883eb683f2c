import { Inject } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { Command, CommandResult, CommandSpec } from './command.js';
import { CommandExecutor } from './command-executor.js';
import type { DomainEvent } from './event.js';

/** A decision that uses what it read must say how that is read. */
type ReadsGiven<C extends Command, State, E extends DomainEvent, Read> = undefined extends Read
  ? unknown
  : { readonly reads: NonNullable<CommandSpec<C, State, E, Read>['reads']> };

export interface HandlerOf<C extends Command> {
  execute(command: C): Promise<CommandResult>;
}

/**
 * Binds a command to its aggregate and decision: the class to give to a module's providers. It does not compile when
 * the decision does not fit the command, the aggregate's state and events, or what is read.
 */
export function handles<C extends Command, State, E extends DomainEvent, Read = undefined>(
  spec: CommandSpec<C, State, E, Read> & ReadsGiven<C, State, E, Read>,
): Type<HandlerOf<C>> {
  @CommandHandler(spec.command)
  class SpecHandler implements HandlerOf<C> {
    constructor(@Inject(CommandExecutor) private readonly executor: CommandExecutor) {}

    execute(command: C): Promise<CommandResult> {
      return this.executor.execute(spec, command);
    }
  }
  // Seen in logs and in errors of injection.
  Object.defineProperty(SpecHandler, 'name', { value: `${spec.command.name}Handler` });
  return SpecHandler;
}
