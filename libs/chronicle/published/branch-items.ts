import type { Level } from '#access/levels.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import type { InBoth, LightView } from '#problems/published/light-view.js';
import type { Owner } from '#problems/published/states.js';
import type { LocalDate } from '#time/local-date.js';

/** Something that was done on a matter, on a day. */
export interface ItemStep extends InBoth {
  readonly on: LocalDate;
  /** As they were written; null where nothing was. */
  readonly words: string | null;
}

/** One problem, goal or requirement of a branch, as far as contexts tell each other of it. */
export interface BranchItem {
  readonly kind: 'problem' | 'goal' | 'requirement';
  readonly id: string;
  readonly no: string;
  readonly raisedIn: number;
  /** Raised in a review; the others came up between two. */
  readonly atReview: boolean;
  /** Said to this branch; false for what it leads and another one was told. */
  readonly told: boolean;
  /** Its own to work on; a department may lead what the branch was told. */
  readonly led: boolean;
  readonly source: string | null;
  readonly recurrenceOf: string | null;
  readonly title: string;
  readonly level: Level;
  readonly status: InBoth & { readonly code: string };
  readonly whoOwes: Owner;
  /** Of the next step; null where it has no date. */
  readonly dueOn: LocalDate | null;
  readonly light: LightView;
  /** Null as long as something is to be done about it. */
  readonly settled: { readonly on: LocalDate; readonly how: InBoth; readonly words: string | null } | null;
  /** What the branch said it did, where that was accepted. */
  readonly result: string | null;
  /**
   * The work that was accepted was handed in by its date, going by the days it tells of; null where none was accepted or
   * it had no date. The annual sheet weighs late entries too.
   */
  readonly onTime: boolean | null;
  /** By day. */
  readonly steps: readonly ItemStep[];
}

/**
 * Knows the matters of a branch in one context, settled ones too. Every provider of this class in any module is asked.
 * Whoever asks has seen to it that the reader may see the branch, and leaves out what is 限班子 where it is not for the
 * reader.
 */
export abstract class BranchItemSource {
  abstract itemsOf(branch: string, clock: ClockDay): Promise<readonly BranchItem[]>;
}

const KINDS = ['problem', 'goal', 'requirement'] as const;

/** Problems, goals, requirements; each by year and number. */
export const inItemOrder = (items: readonly BranchItem[]): readonly BranchItem[] =>
  items.toSorted(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.raisedIn - b.raisedIn || (a.no < b.no ? -1 : 1),
  );

export const stepsByDay = (steps: readonly (ItemStep | null)[]): readonly ItemStep[] =>
  steps.filter((step) => step !== null).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
