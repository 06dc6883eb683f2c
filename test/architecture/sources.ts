import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Source {
  readonly file: string;
  readonly text: string;
}

/** The source files below a folder whose path matches, specs apart. */
export const sourcesIn = (folder: string, pattern: RegExp): Source[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((file) => pattern.test(file) && !file.endsWith('.spec.ts'))
    .sort()
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
