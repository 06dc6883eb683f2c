import type { BranchEvents } from '#branches/events.js';
import type { CorrectionEvents } from '#corrections/events.js';
import type { EventsOf } from '#event-sourcing/event.js';
import type { GoalEvents, RequirementEvents } from '#goals/events.js';
import type { OversightEvents } from '#oversight/events.js';
import type { NoticeEvents, ProblemEvents } from '#problems/events.js';
import type { ReportEvents, ReviewEvents } from '#reviews/events.js';
import { branchEntries } from './branch-entries.js';
import { correctionEntries } from './correction-entries.js';
import { isLeft, type EntryRule, type EntryRules, type Left } from './entry-rule.js';
import { goalEntries, requirementEntries } from './goal-entries.js';
import { oversightEntries } from './oversight-entries.js';
import { noticeEntries, problemEntries } from './problem-entries.js';
import { reportEntries } from './report-entries.js';
import { reviewEntries } from './review-entries.js';

export type ChronicleEvents = BranchEvents &
  ReviewEvents &
  ReportEvents &
  ProblemEvents &
  NoticeEvents &
  GoalEvents &
  RequirementEvents &
  OversightEvents &
  CorrectionEvents;
export type ChronicleEvent = EventsOf<ChronicleEvents>;
export type ChronicleEventType = ChronicleEvent['type'];

/** The one table by which events become entries: who reads them, under which item, in which words. */
export const ENTRIES: EntryRules<ChronicleEvents> = {
  ...branchEntries,
  ...reviewEntries,
  ...reportEntries,
  ...problemEntries,
  ...noticeEntries,
  ...goalEntries,
  ...requirementEntries,
  ...oversightEntries,
  ...correctionEntries((type) => entryRule(type)?.kind),
};

/** Types that stand in the history of a branch. */
export const ENTRY_TYPES = (Object.keys(ENTRIES) as ChronicleEventType[]).filter((type) => !isLeft(ENTRIES[type]));

/** The rule of a type; `undefined` when it stands in no branch's history or belongs to another part of the log. */
export const entryRule = (type: string): EntryRule<object> | undefined => {
  const rules: Readonly<Record<string, EntryRule<object> | Left>> = ENTRIES;
  const rule = Object.hasOwn(rules, type) ? rules[type] : undefined;
  return rule === undefined || isLeft(rule) ? undefined : rule;
};
