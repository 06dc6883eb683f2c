import type { EventsOf } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';

/** Working days allowed for each step, and the other figures that an office sets by decision. */
export interface PolicyValues {
  /** Chair approves the problem list, from the flagging. */
  readonly approveListDays: number;
  /** Office dispatches, from the approval of the list. */
  readonly dispatchDays: number;
  /** Unit acknowledges, from the dispatch. */
  readonly acknowledgeDays: number;
  /** Unit hands in its plan, from the acknowledgement, where the notice names no date. */
  readonly planDays: number;
  /** Office approves or returns the plan. */
  readonly approvePlanDays: number;
  /** Office verifies or returns, from the submission. */
  readonly verifyDays: number;
  /** Office head closes or refuses, from the verification. */
  readonly closeDays: number;
  /** Unit accepts a goal or acknowledges a requirement, from its assignment. */
  readonly acceptDays: number;
  /** Blue: so many working days before the due date, or fewer. */
  readonly nearDueDays: number;
  /** Calendar days within which an entry may be made after the fact without a reason, and counts as in time. */
  readonly lateEntryGraceDays: number;
}

/** Stream `policy`. */
export type PolicyEvents = {
  PolicyAdopted: { version: number; values: PolicyValues; from: LocalDate; documentNumber?: string };
};
export type PolicyEvent = EventsOf<PolicyEvents>;

/** Stream `calendar`: the published arrangement of holidays 节假日 and of working weekends 调休, per calendar year. */
export type CalendarEvents = {
  CalendarPublished: {
    year: number;
    version: number;
    holidays: readonly LocalDate[];
    workdays: readonly LocalDate[];
    documentNumber?: string;
  };
};
export type CalendarEvent = EventsOf<CalendarEvents>;

export const POLICY_STREAM = 'policy';
export const CALENDAR_STREAM = 'calendar';
