import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Config } from './config.js';
import { settings } from './settings.js';
import type { Setting } from './settings.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** At least one setting is wrong; the message names every one, what it must be, and its default. */
export class ConfigError extends Error {
  constructor(
    /** The names of the wrong settings. */
    readonly names: readonly string[],
    lines: readonly string[],
  ) {
    super(['配置有误，程序未启动 · Wrong settings, the program was not started:', ...lines].join('\n'));
    this.name = 'ConfigError';
  }
}

/** Every name that begins like this is meant for us, so an unknown one is a slip of the pen. */
const ourPrefixes = ['EVENT_STORE', 'STREAM_', 'THROTTLE_', 'SESSION_', 'BODY_LIMIT', 'SHUTDOWN_TIMEOUT', 'PROJECTOR'];
/** Set by X11 desktops. */
const foreignNames = ['SESSION_MANAGER'];

/**
 * Reads and checks the settings; an empty one counts as unset.
 * @throws ConfigError
 */
export function loadConfig(environment: Environment): Config {
  const plain = Object.fromEntries(
    settings.map(({ name, key, default: fallback }) => [key, environment[name]?.trim() || fallback || undefined]),
  );
  const config = plainToInstance(Config, plain);
  const wrongKeys = new Set(validateSync(config).map(({ property }) => property));
  const wrong = settings.filter(({ key }) => wrongKeys.has(key));
  const unknown = unknownNames(environment);
  if (wrong.length + unknown.length > 0) {
    throw new ConfigError(
      [...wrong.map(({ name }) => name), ...unknown],
      [...wrong.map((setting) => describeWrong(setting, environment[setting.name])), ...unknown.map(describeUnknown)],
    );
  }
  return Object.freeze(config);
}

function unknownNames(environment: Environment): string[] {
  const known = new Set([...settings.map(({ name }) => name), ...foreignNames]);
  return Object.keys(environment).filter(
    (name) => !known.has(name) && ourPrefixes.some((prefix) => name.startsWith(prefix)),
  );
}

function describeWrong({ name, expects, default: fallback, secret }: Setting, value: string | undefined): string {
  const given = secret === true ? '' : ` = ${JSON.stringify(value)}`;
  const fallbackText = fallback === '' ? '不设 unset' : fallback;
  return `- ${name}${given}\n    应为 ${expects.zh}；默认 ${fallbackText}\n    must be ${expects.en}; default: ${fallbackText}`;
}

function describeUnknown(name: string): string {
  return `- ${name}\n    没有这一配置项 · there is no such setting`;
}
