import type { Level } from '#access/levels.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import type { EvidenceView } from '#problems/published/evidence.js';
import type { InBoth, LightView } from '#problems/published/light-view.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { InstructionStatus } from './states.js';

export interface NoteView {
  readonly note: number;
  readonly on: LocalDate;
  readonly words: string;
  readonly level: Level;
  readonly with: readonly LeadUnit[];
}

export interface ReminderView {
  readonly reminder: number;
  readonly on: LocalDate;
  readonly unit: LeadUnit;
  readonly words: string | null;
  readonly level: Level;
  /** What the unit did as it was entered next; null while it did nothing. */
  readonly answered: {
    readonly on: LocalDate;
    /** 已书面办理: it had been done on paper before the reminder. */
    readonly onPaper: boolean;
  } | null;
}

export interface AnswerView {
  readonly answer: number;
  readonly on: LocalDate;
  readonly words: string;
  readonly evidence: readonly EvidenceView[];
  /** Null unless it was sent back. */
  readonly returned: { readonly on: LocalDate; readonly reason: string } | null;
}

export interface InstructionView {
  readonly instruction: number;
  readonly on: LocalDate;
  readonly words: string;
  readonly level: Level;
  readonly addressee: LeadUnit;
  /** Of the answer; null where it has no date. */
  readonly dueOn: LocalDate | null;
  readonly status: InBoth & { readonly code: InstructionStatus };
  readonly since: LocalDate;
  readonly light: LightView;
  readonly answers: readonly AnswerView[];
  readonly conclusion: string | null;
}

/** What was said beside the life of one subject, each list by its numbers. */
export interface SubjectOversight {
  readonly notes: readonly NoteView[];
  readonly reminders: readonly ReminderView[];
  readonly instructions: readonly InstructionView[];
}

export const NOTHING_SAID: SubjectOversight = { notes: [], reminders: [], instructions: [] };

/** Of a subject given to many, the units whose part may be read; and of which of them also what is 限班子. */
export interface OversightSight {
  readonly units: 'all' | readonly string[];
  readonly limited: 'all' | readonly string[];
}

/** Of a subject of which everything may be read, but perhaps not what is 限班子. */
export const oversightSight = (limited: boolean): OversightSight => ({ units: 'all', limited: limited ? 'all' : [] });

/** Tells other contexts what to show with their items. */
export abstract class OversightReader {
  abstract of(subject: string, clock: ClockDay, sight: OversightSight): Promise<SubjectOversight>;
}
