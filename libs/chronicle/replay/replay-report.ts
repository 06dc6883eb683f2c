import type { Owner } from '#problems/published/states.js';
import type { IntegrityFinding } from '#event-sourcing/event-store.js';
import type { Addressees, RosterEntry } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { CycleDays } from '../domain/cycle.js';
import type { EventRef } from '../domain/sheet/figure.js';
import type { ExplainedSheet, GoalLine, ProblemLine, RequirementLine } from '../domain/sheet/sheet.js';
import type { LogPoint } from './log-reading.js';

interface InBoth {
  readonly zh: string;
  readonly en: string;
}

/** One step of a matter, as the log tells it. */
export interface Step extends EventRef, InBoth {
  readonly type: string;
  readonly occurredOn: LocalDate;
  readonly recordedAt: string;
  /** 补录: recorded on a later day. */
  readonly lateEntry: boolean;
  readonly role: string;
  /** Present where its words were corrected since; they read as corrected. */
  readonly corrected?: 'slip' | 'substance';
}

export interface WithSteps {
  readonly steps: readonly Step[];
}

/** What is missing or does not fit together; a hint to look, no judgement. */
export interface Finding extends InBoth {
  readonly code: string;
  readonly branch: string;
  /** Number of the problem, goal or requirement. */
  readonly item: string | null;
  /** Whose step is missing. */
  readonly owedBy: Owner;
  readonly events: readonly EventRef[];
}

export interface BranchReplay {
  readonly branch: string;
  readonly name: string;
  /** Enrolment, report, questions, comments, appraisal and grade. */
  readonly review: readonly Step[];
  readonly problems: readonly (ProblemLine & WithSteps)[];
  readonly goals: readonly (GoalLine & WithSteps)[];
  readonly requirements: readonly (RequirementLine & WithSteps)[];
  readonly sheet: ExplainedSheet;
  readonly findings: readonly Finding[];
}

export interface RequirementReplay {
  readonly no: string;
  readonly heading: string;
  readonly points: readonly string[];
  readonly addressees: Addressees;
  readonly units: readonly string[];
}

export interface CommonProblemReplay {
  readonly no: string;
  readonly statement: string;
  readonly category: string;
  readonly units: readonly { branch: string; no: string }[];
}

export interface ReviewReplay {
  readonly committee: string;
  readonly title: string;
  readonly plannedOn: LocalDate;
  readonly place: string | null;
  readonly roster: readonly RosterEntry[];
  readonly present: number;
  readonly achievements: readonly string[];
  readonly requirements: readonly RequirementReplay[];
  readonly adjournedOn: LocalDate | null;
  /** 共性问题, each once, with the number of every unit's own problem. */
  readonly commonProblems: readonly CommonProblemReplay[];
  readonly problemLists: readonly { approvedOn: LocalDate; documentNumber: string; problems: number }[];
  readonly closedOn: LocalDate | null;
}

/** A year as the annual review needs it. It holds nothing that depends on a store, a reader or a clock. */
export interface ReplayReport {
  readonly format: 'replay-1';
  readonly log: LogPoint;
  readonly year: number;
  readonly branch: string | null;
  readonly timeZone: string;
  readonly cycle: CycleDays | null;
  /** Null when no review of the year was scheduled. */
  readonly review: ReviewReplay | null;
  readonly branches: readonly BranchReplay[];
  readonly integrity: {
    readonly eventsChecked: number;
    readonly verdict: 'intact' | 'differences-found';
    readonly differences: readonly IntegrityFinding[];
  };
}

export interface Replayed {
  readonly report: ReplayReport;
  /** SHA-256 of the RFC 8785 text of the report, hex: whoever recomputes it from the same log gets the same. */
  readonly digest: string;
}

/** What a replay says in one word, and what that word rests on. */
export interface Verdict {
  readonly verdict: 'intact' | 'differences-found';
  /** Chains, hashes and texts of the log. */
  readonly log: 'intact' | 'differences-found';
  /** Whether the sheets that users see are those of the log; not looked at for an earlier point of the log. */
  readonly sheets: 'equal' | 'different' | 'not-compared';
  /** Codes of the branches whose sheets differ. */
  readonly different: readonly string[];
}

export interface ReplayAnswer extends Replayed {
  /** Beside the report, because it also depends on the read models. */
  readonly verdict: Verdict;
}
