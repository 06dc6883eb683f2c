import { DamagedFile } from './damaged-file.js';
import type { Line } from './line-reader.js';

/** A line's members, of which nothing is known yet. */
export type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws DamagedFile — the line is no JSON object. */
export function membersOf({ number, text }: Line): Members {
  const value = parsed(text);
  if (!isMembers(value)) throw new DamagedFile(number, 'not-json', 'the line is no JSON object');
  return value;
}

/** The value of a JSON text; `undefined` of any other text. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
