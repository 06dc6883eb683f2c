import type { ClockPolicy, Due } from '#problems/published/clock.js';
import { dueBy } from '#problems/published/clock.js';
import type { Light, WorkDays } from '#problems/published/lights.js';
import { lightFrom, nearDueDay } from '#problems/published/lights.js';
import type { LocalDate } from '#time/local-date.js';
import type { GoalStatus, RequirementStatus, StatusRow } from './states.js';
import { GOAL_STATUS_TABLE, REQUIREMENT_STATUS_TABLE } from './states.js';

/** What the log says of one goal, or of one unit's part in a requirement. */
export interface PursuitFacts<Status> {
  readonly status: Status;
  /** Day on which the status was entered. */
  readonly since: LocalDate;
  readonly dueOn: LocalDate | null;
  /** Sent back, and not handed in again since. */
  readonly returned: boolean;
}

type Facts = PursuitFacts<unknown>;

const due = ({ owedBy, clock }: StatusRow, facts: Facts, policy: ClockPolicy, calendar: WorkDays): Due => {
  const dueOn = dueBy(clock, facts, policy, calendar);
  return { owedBy, ...(dueOn === undefined ? {} : { dueOn }) };
};

const light = (row: StatusRow, facts: Facts, today: LocalDate, policy: ClockPolicy, calendar: WorkDays): Light => {
  const { owedBy: _owedBy, ...dueOn } = due(row, facts, policy, calendar);
  return lightFrom(
    { settled: row.settled, ...dueOn, behind: facts.returned },
    today,
    nearDueDay(today, policy, calendar),
  );
};

export const goalDueOf = (facts: PursuitFacts<GoalStatus>, policy: ClockPolicy, calendar: WorkDays): Due =>
  due(GOAL_STATUS_TABLE[facts.status], facts, policy, calendar);

export const goalLightOf = (
  facts: PursuitFacts<GoalStatus>,
  today: LocalDate,
  policy: ClockPolicy,
  calendar: WorkDays,
): Light => light(GOAL_STATUS_TABLE[facts.status], facts, today, policy, calendar);

export const requirementDueOf = (
  facts: PursuitFacts<RequirementStatus>,
  policy: ClockPolicy,
  calendar: WorkDays,
): Due => due(REQUIREMENT_STATUS_TABLE[facts.status], facts, policy, calendar);

export const requirementLightOf = (
  facts: PursuitFacts<RequirementStatus>,
  today: LocalDate,
  policy: ClockPolicy,
  calendar: WorkDays,
): Light => light(REQUIREMENT_STATUS_TABLE[facts.status], facts, today, policy, calendar);
