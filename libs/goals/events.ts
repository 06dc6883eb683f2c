import type { EventsOf, FreeText } from '#event-sourcing/event.js';
import type { Evidence, PaperReference, SourceFact } from '#problems/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { GoalStatus } from './published/states.js';

/** 已完成 · 基本完成 · 未完成. */
export const OUTCOMES = ['achieved', 'largely-achieved', 'not-achieved'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Stream `goal-<id>`. Opened by the first act on a goal assigned in a comment. */
export type GoalEvents = {
  GoalOpened: { goal: string; no: string; year: number; branch: string; dueOn: LocalDate; assigned: SourceFact };
  /** 期初录入: a goal of the old ledger, as it stands on the day of the entry; it came into that status on the day `since`. */
  GoalTakenOver: {
    goal: string;
    no: string;
    year: number;
    branch: string;
    statement: FreeText;
    measure: FreeText;
    dueOn: LocalDate;
    assignedOn: LocalDate;
    status: GoalStatus;
    since: LocalDate;
    acceptedOn?: LocalDate;
    submittedOn?: LocalDate;
    /** Sent back on paper, and not handed in again. */
    returned?: true;
    /** Of a concluded goal, with the words of the finding where the paper has them. */
    outcome?: Outcome;
    finding?: FreeText;
    paper: PaperReference;
    /** The key of the goal in the file that it was imported from. */
    externalKey?: string;
  };
  GoalAccepted: { goal: string };
  GoalProgressed: { goal: string; words: FreeText; evidence: readonly Evidence[] };
  GoalResultSubmitted: { goal: string; submission: number; summary: FreeText; evidence: readonly Evidence[] };
  GoalResultReturned: { goal: string; submission: number; reason: FreeText };
  GoalConcluded: { goal: string; outcome: Outcome; finding: FreeText };
};
export type GoalEvent = EventsOf<GoalEvents>;

/** Stream `requirement-<id>`. Each unit it binds acknowledges and implements it; the office concludes it for all. */
export type RequirementEvents = {
  RequirementOpened: {
    requirement: string;
    no: string;
    year: number;
    units: readonly string[];
    dueOn?: LocalDate;
    issued: SourceFact;
  };
  RequirementAcknowledged: { requirement: string; unit: string };
  RequirementImplemented: { requirement: string; unit: string; words: FreeText; evidence: readonly Evidence[] };
  RequirementConcluded: { requirement: string; finding: FreeText };
};
export type RequirementEvent = EventsOf<RequirementEvents>;

export const goalStream = (id: string): string => `goal-${id}`;
export const requirementStream = (id: string): string => `requirement-${id}`;
