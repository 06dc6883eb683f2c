import { ConfigError } from '#platform/config/load-config.js';
import { EmbeddedPostgresError } from '#platform/embedded-postgres/errors.js';
import { logTrouble } from './log-trouble.js';

/** Runs a program to its end; what the operator can mend is one plain message, everything else has its stack. */
export const runMain = (program: () => Promise<void>): void => {
  program().catch((error: unknown) => {
    process.stderr.write(`${wordsFor(error) ?? String(error instanceof Error ? error.stack : error)}\n`);
    process.exitCode = 1;
  });
};

const wordsFor = (error: unknown): string | undefined =>
  error instanceof ConfigError || error instanceof EmbeddedPostgresError ? error.message : logTrouble(error);
