import { unitsOfHolder } from '#access/holder-units.js';
import { LEVEL_NAMES, type Level } from '#access/levels.js';
import type { Grant } from '#access/roles.js';
import type { Language } from '#platform/http/language.js';
import type { LocalDate } from '#time/local-date.js';
import { escaped } from './markdown.js';

/** For whom and when something is printed. */
export interface Printing {
  readonly viewer: { readonly grants: readonly Grant[] };
  readonly date: LocalDate;
  readonly language: Language;
}

/** Every copy on paper carries level, unit and date. */
export const printHead = (level: Level, { viewer, date, language }: Printing): readonly string[] => [
  `**${LEVEL_NAMES[level][language]}** · ${escaped(unitsOfHolder(viewer, language))} · ${date}`,
  '',
];
