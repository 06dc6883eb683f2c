import type { PolicyValues } from '#policy/events.js';
import type { LeadKind } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import { addDays } from '#time/local-date.js';
import type { Light, WorkDays } from './lights.js';
import { lightFrom, nearDueDay } from './lights.js';
import type { Owner, ProblemStatus, StepClock, StepDays } from './states.js';
import { ownerOf } from './owners.js';
import { STATUS_TABLE } from './states.js';

/** What the log says of one problem, as far as its clock goes; nothing here depends on today. */
export interface ClockFacts {
  readonly status: ProblemStatus;
  /** Day on which the status was entered. */
  readonly since: LocalDate;
  readonly planDueOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  /** Date of the earliest measure still open; null when there is none. */
  readonly nextStepOn: LocalDate | null;
  /** Sent back, and not handed in again since. */
  readonly returned: boolean;
  /** A branch unless said; decides who owes the step, not when. */
  readonly leadKind?: LeadKind | null;
}

export type ClockPolicy = Pick<PolicyValues, StepDays | 'nearDueDays'>;

export interface Due {
  readonly owedBy: Owner;
  readonly dueOn?: LocalDate;
}

/** The day of a step by its clock; `undefined` where it has none. */
export const dueBy = (
  clock: StepClock | undefined,
  facts: { readonly since: LocalDate; readonly planDueOn?: LocalDate | null; readonly dueOn: LocalDate | null },
  policy: ClockPolicy,
  calendar: WorkDays,
): LocalDate | undefined => {
  if (clock === undefined) return undefined;
  if ('days' in clock) return calendar.addWorkingDays(facts.since, policy[clock.days]);
  return facts[clock.date] ?? undefined;
};

/** Who owes the next step, and by when. */
export const dueOf = (facts: ClockFacts, policy: ClockPolicy, calendar: WorkDays): Due => {
  const owedBy = ownerOf(facts.status, facts.leadKind ?? 'branch');
  const { clock } = STATUS_TABLE[facts.status];
  const dueOn = dueBy(clock, facts, policy, calendar);
  return { owedBy, ...(dueOn === undefined ? {} : { dueOn }) };
};

/** Yellow when a measure's date has passed, or the work was sent back; only while the unit works on it. */
const isBehind = ({ status, nextStepOn, returned }: ClockFacts, today: LocalDate): boolean =>
  STATUS_TABLE[status].lights === 'running' &&
  (returned || (status === 'in-progress' && nextStepOn !== null && nextStepOn < today));

/** Grey, red, yellow, blue, green: the first that applies. The office's own slips are red as well. */
export const lightOf = (facts: ClockFacts, today: LocalDate, policy: ClockPolicy, calendar: WorkDays): Light => {
  const { dueOn } = dueOf(facts, policy, calendar);
  const settled = STATUS_TABLE[facts.status].lights === 'settled';
  const due = dueOn === undefined ? {} : { dueOn };
  return lightFrom({ settled, ...due, behind: isBehind(facts, today) }, today, nearDueDay(today, policy, calendar));
};

/** Days at which lights change, computed once per request, so that SQL can compare columns with constants. */
export interface Boundaries {
  readonly today: LocalDate;
  /** A date given is near up to and including this day. */
  readonly nearDueOn: LocalDate;
  /** Steps counted in working days: late when the status was entered before this day. */
  readonly lateIfSinceBefore: Readonly<Record<StepDays, LocalDate>>;
  /** The same: late or near when it was entered before this day. */
  readonly nearIfSinceBefore: Readonly<Record<StepDays, LocalDate>>;
}

const STEPS: readonly StepDays[] = [
  'approveListDays',
  'dispatchDays',
  'acknowledgeDays',
  'approvePlanDays',
  'verifyDays',
  'closeDays',
  'acceptDays',
];

/**
 * A date given: red when `dueOn < today`, near when `dueOn <= nearDueOn`. Days counted: red when
 * `since < lateIfSinceBefore[clock]`, near when `since < nearIfSinceBefore[clock]`. Agrees with `lightOf`.
 */
export const boundaries = (today: LocalDate, policy: ClockPolicy, calendar: WorkDays): Boundaries => {
  const nearDueOn = nearDueDay(today, policy, calendar);
  const sinceBefore = (day: LocalDate): Record<StepDays, LocalDate> =>
    // Built from the full list of steps.
    Object.fromEntries(STEPS.map((step) => [step, calendar.subtractWorkingDays(day, policy[step])])) as Record<
      StepDays,
      LocalDate
    >;
  return {
    today,
    nearDueOn,
    lateIfSinceBefore: sinceBefore(today),
    nearIfSinceBefore: sinceBefore(addDays(nearDueOn, 1)),
  };
};
