import type { Config } from './config.js';
import { loadConfig } from './load-config.js';

/**
 * The settings of this process. The one place that reads the environment.
 * @throws ConfigError
 */
export function readConfig(): Config {
  return loadConfig(process.env);
}
