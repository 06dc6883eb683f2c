import { readFileSync } from 'node:fs';
import { ConfigError } from './load-config.js';
import type { Environment } from './load-config.js';
import { settings } from './settings.js';

/** The settings that may hold a password can be given by a file instead, as container engines hand out secrets. */
const FILED = settings.filter(({ secret }) => secret === true).map(({ name }) => name);

/**
 * The environment with `NAME` in place of each `NAME_FILE`.
 * @throws ConfigError when a file cannot be read, or both are given.
 */
export function withSecretFiles(environment: Environment): Environment {
  const resolved: Record<string, string | undefined> = { ...environment };
  for (const name of FILED) {
    const fileName = `${name}_FILE`;
    const path = environment[fileName]?.trim();
    delete resolved[fileName];
    if (path === undefined || path === '') continue;
    if ((environment[name] ?? '').trim() !== '')
      throw new ConfigError([name], [`- ${name}, ${fileName}\n    二者只能设一个 · only one of them may be set`]);
    resolved[name] = contentOf(path, fileName);
  }
  return resolved;
}

function contentOf(path: string, fileName: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([fileName], [`- ${fileName}\n    文件无法读取 · the file cannot be read: ${reason}`]);
  }
}
