import { ConfigError } from '#platform/config/load-config.js';
import { EmbeddedPostgresError } from '#platform/embedded-postgres/errors.js';

/** Runs a program to its end; what the operator can mend is one plain message, everything else has its stack. */
export const runMain = (program: () => Promise<void>): void => {
  program().catch((error: unknown) => {
    const plain = error instanceof ConfigError || error instanceof EmbeddedPostgresError;
    process.stderr.write(`${plain ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
    process.exitCode = 1;
  });
};
