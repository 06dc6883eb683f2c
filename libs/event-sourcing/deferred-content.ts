import type { Command, CommandSpec } from './command.js';
import type { DomainEvent } from './event.js';

/**
 * A command whose content lies elsewhere. It is asked for only when the command is not recorded yet: repeated, it gives
 * its recorded result whatever became of the content.
 */
export const withContent = <C extends Command, State, E extends DomainEvent, Read>(
  spec: CommandSpec<C, State, E, Read>,
  content: (command: C) => C,
): CommandSpec<C, State, E, Read> => {
  const { reads, decide } = spec;
  return {
    ...spec,
    ...(reads === undefined ? {} : { reads: async (command, load, own) => reads(content(command), load, own) }),
    decide: (command, state, context, read) => decide(content(command), state, context, read),
  };
};
