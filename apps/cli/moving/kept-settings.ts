import type { Config } from '#platform/config/config.js';
import { settings } from '#platform/config/settings.js';
import type { KeptSettings } from './backup-lines.js';

/** Every setting but those that may hold a password. */
export const keptSettings = (config: Config): KeptSettings =>
  Object.fromEntries(
    settings.filter(({ secret }) => secret !== true).map(({ name, key }) => [name, config[key]?.toString() ?? null]),
  );

/** A setting that is not what it was. */
export interface SettingDifference {
  readonly name: string;
  /** null: unset. */
  readonly backup: string | null;
  readonly here: string | null;
}

export const settingDifferences = (backup: KeptSettings, here: KeptSettings): readonly SettingDifference[] =>
  [...new Set([...Object.keys(backup), ...Object.keys(here)])]
    .map((name) => ({ name, backup: backup[name] ?? null, here: here[name] ?? null }))
    .filter(({ backup, here }) => backup !== here);
