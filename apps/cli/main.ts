import 'reflect-metadata';
import { runMain } from '../composition/main-program.js';
import { wordsFor } from './operator-errors.js';
import { cliProgram } from './program.js';
import { processTerminal } from './terminal.js';

runMain(async () => {
  await cliProgram(processTerminal(), (exitCode) => (process.exitCode = exitCode)).parseAsync();
}, wordsFor);
