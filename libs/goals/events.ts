import type { EventsOf, FreeText } from '#event-sourcing/event.js';
import type { Evidence, SourceFact } from '#problems/events.js';
import type { LocalDate } from '#time/local-date.js';

/** 已完成 · 基本完成 · 未完成. */
export const OUTCOMES = ['achieved', 'largely-achieved', 'not-achieved'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Stream `goal-<id>`. Opened by the first act on a goal assigned in a comment. */
export type GoalEvents = {
  GoalOpened: { goal: string; no: string; year: number; branch: string; dueOn: LocalDate; assigned: SourceFact };
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
