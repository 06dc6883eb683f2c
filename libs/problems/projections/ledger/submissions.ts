import type { LocalDate } from '#time/local-date.js';
import type { EvidenceView } from '../../published/evidence.js';

/** A reason given on a day. */
export interface ReturnView {
  readonly on: LocalDate;
  readonly reason: string;
}

export interface StandingNoteView {
  readonly half: string;
  readonly on: LocalDate;
  readonly words: string;
}

export interface SubmissionView {
  readonly submission: number;
  readonly on: LocalDate;
  /** Null where it was handed in on paper. */
  readonly summary: string | null;
  readonly atOnce: boolean;
  readonly evidence: readonly EvidenceView[];
  /** What became of it; null while it waits. */
  readonly outcome: 'verified' | 'returned' | 'taken-back' | null;
  readonly outcomeOn: LocalDate | null;
  /** Finding of the verification, reason of the return or of taking it back. */
  readonly words: string | null;
}

export const withOutcome = (
  submissions: readonly SubmissionView[],
  submission: number,
  outcome: SubmissionView['outcome'],
  on: LocalDate,
  words: string | null,
): SubmissionView[] =>
  submissions.map((each) => (each.submission === submission ? { ...each, outcome, outcomeOn: on, words } : each));
