import { isLimited, type Level } from '#access/levels.js';

/** What of an entry decides whether somebody reads it who does not read what is 限班子. */
export interface Leveled {
  readonly stream: string;
  readonly revision: number;
  readonly item: string | null;
  readonly level: Level;
  /** Keys of what it is a part of: entries that it amends, the question or instruction that it answers. */
  readonly partOf: readonly string[];
  /** Keys of what is hidden with it; none unless it is 限班子 itself. */
  readonly withheld: readonly string[];
}

/** The key of an entry as such. */
export const entryKey = ({ stream, revision }: { readonly stream: string; readonly revision: number }): string =>
  `${stream}:${String(revision)}`;

/** Keys of all that is hidden with these entries of one branch. */
export const withheldBy = (entries: readonly Leveled[]): ReadonlySet<string> =>
  new Set(entries.filter(isLimited).flatMap(({ withheld }) => withheld));

/** Whoever does not read an entry reads neither what happened to the item that it brought up, nor what amended it. */
export const isHidden = (entry: Leveled, withheld: ReadonlySet<string>): boolean =>
  isLimited(entry) ||
  withheld.has(entryKey(entry)) ||
  (entry.item !== null && withheld.has(entry.item)) ||
  entry.partOf.some((key) => withheld.has(key));

const idIn = (part: unknown): unknown => {
  if (typeof part !== 'object' || part === null) return part;
  if ('item' in part && typeof part.item === 'object' && part.item !== null) return idIn(part.item);
  return 'id' in part ? part.id : undefined;
};

/** The same data without what names a hidden item in a list, as an approved list of problems does. */
export const withoutHidden = (value: unknown, withheld: ReadonlySet<string>): unknown => {
  if (withheld.size === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const shown = value.filter((part) => !withheld.has(String(idIn(part))));
    return shown.map((part) => withoutHidden(part, withheld));
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutHidden(part, withheld)]));
};
