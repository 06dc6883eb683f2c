import type { Config } from '#platform/config/config.js';
import { loadCheckpoints } from '#event-sourcing/projection/checkpoints.js';
import { createLogger } from '#platform/telemetry/logger.js';
import { openInspection } from '../composition/inspection.js';
import type { Inspection } from '../composition/inspection.js';
import { Progress } from './progress.js';
import type { Terminal } from './terminal.js';

/** @throws ConfigError */
export type Settings = () => Config;

/** What a command works with. */
export interface Work extends Inspection {
  readonly progress: Progress;
  readonly terminal: Terminal;
  /** Events of the log, as far as the read models know it; for an estimate of the time left. */
  readonly expected: number | undefined;
}

/** Opens log and read models for one command and closes them after it, whatever happens. */
export const inspecting = async <T>(
  terminal: Terminal,
  config: Config,
  command: (work: Work) => Promise<T>,
): Promise<T> => {
  // Warnings stand on standard error, one line each; standard output is the result's alone.
  const logger = createLogger({ logFormat: 'pretty', logLevel: 'warn' }, process.stderr);
  const inspection = await openInspection(config, logger);
  const progress = new Progress(terminal);
  try {
    const checkpoints = await loadCheckpoints(inspection.pool);
    const most = Math.max(0, ...checkpoints.map(({ ordinal }) => ordinal));
    return await command({ ...inspection, progress, terminal, expected: most === 0 ? undefined : most });
  } finally {
    progress.end();
    await inspection.close();
  }
};
