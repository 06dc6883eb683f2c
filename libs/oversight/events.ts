import type { EventsOf, FreeText } from '#event-sourcing/event.js';
import type { Evidence } from '#problems/events.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';

export const SUBJECT_KINDS = ['problem', 'goal', 'requirement', 'branch'] as const;

/** What is talked about; the id of an item, or the code of a branch. */
export interface Subject {
  readonly kind: (typeof SUBJECT_KINDS)[number];
  readonly id: string;
}

/** Stream `oversight-<id>`: what is said beside the life of one subject. None of it changes the subject's state. */
export type OversightEvents = {
  /** 沟通. `with`: units, never persons. */
  NoteTaken: { subject: Subject; note: number; words: FreeText; with: readonly LeadUnit[] };
  /** 催办, by hand. */
  ReminderIssued: { subject: Subject; reminder: number; unit: LeadUnit; words?: FreeText };
  /** 批示, by a leader; on a problem or a branch. */
  InstructionGiven: {
    subject: Subject;
    instruction: number;
    words: FreeText;
    /** Who owes the answer. */
    addressee: LeadUnit;
    dueOn?: LocalDate;
  };
  InstructionAnswered: {
    subject: Subject;
    instruction: number;
    answer: number;
    words: FreeText;
    /** Absent where none is named. */
    evidence?: readonly Evidence[];
  };
  InstructionAnswerReturned: { subject: Subject; instruction: number; answer: number; reason: FreeText };
  InstructionConcluded: { subject: Subject; instruction: number; words?: FreeText };
};
export type OversightEvent = EventsOf<OversightEvents>;

/** Branch codes have no hyphen, so that no branch is taken for an item. */
export const oversightStream = (id: string): string => `oversight-${id}`;
