import { CommanderError } from 'commander';
import { readConfig } from '#platform/config/read-config.js';
import { wordsFor } from './operator-errors.js';
import { cliProgram } from './program.js';
import type { Settings } from './inspecting.js';
import type { Terminal } from './terminal.js';

/**
 * Runs one command to its end. What the operator can mend is one plain message, a fault of the program has its stack.
 *
 * @param settings read when the command needs them.
 * @returns the exit code.
 */
export const runCli = async (
  args: readonly string[],
  terminal: Terminal,
  settings: Settings = readConfig,
): Promise<number> => {
  let exitCode = 0;
  try {
    await cliProgram(terminal, settings, (code) => (exitCode = code)).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // It has told its message already, which may be the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode;
    const words = wordsFor(error) ?? String(error instanceof Error ? error.stack : error);
    terminal.err(`${words}\n`);
    return 1;
  }
};
