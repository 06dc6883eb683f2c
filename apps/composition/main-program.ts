import { ConfigError } from '#platform/config/load-config.js';
import { EmbeddedPostgresError } from '#platform/embedded-postgres/errors.js';

/** What the operator can mend, in words; `undefined` of everything else. */
type WordsFor = (error: unknown) => string | undefined;

const settingsAndFolder: WordsFor = (error) =>
  error instanceof ConfigError || error instanceof EmbeddedPostgresError ? error.message : undefined;

/** Runs a program to its end; what the operator can mend is one plain message, everything else has its stack. */
export const runMain = (program: () => Promise<void>, wordsFor: WordsFor = settingsAndFolder): void => {
  program().catch((error: unknown) => {
    const words = wordsFor(error) ?? String(error instanceof Error ? error.stack : error);
    process.stderr.write(`${words}\n`);
    process.exitCode = 1;
  });
};
