import type { Config } from './config.js';
import { loadConfig } from './load-config.js';
import { withSecretFiles } from './secret-files.js';

/**
 * The settings of this process, `overrides` before the environment. The one place that reads the environment.
 * @throws ConfigError
 */
export function readConfig(overrides: Readonly<Record<string, string>> = {}): Config {
  return loadConfig({ ...withSecretFiles(process.env), ...overrides });
}
