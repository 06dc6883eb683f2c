import type { Level } from '#access/levels.js';
import type { ItemRef } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';

/** Something open for which a branch answers. */
export interface OpenListItem extends ItemRef {
  readonly no: string | null;
  /** The branch that was told. */
  readonly branch: string | null;
  readonly title: string;
  readonly level: Level;
  readonly status: { readonly code: string; readonly zh: string; readonly en: string };
  readonly dueOn: LocalDate | null;
}

/** Knows what is open in one context. A provider of this class in any module is asked for every open list. */
export abstract class OpenListSource {
  /** What these branches answer for, by number; ended ones for what they named no successor for. */
  abstract openOf(branches: readonly string[]): Promise<readonly OpenListItem[]>;
}
