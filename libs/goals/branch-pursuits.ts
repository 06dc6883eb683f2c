import { ACTS } from '#access/acts.js';
import type { ActName } from '#access/acts.js';
import { stepsByDay } from '#chronicle/published/branch-items.js';
import type { BranchItem, ItemStep } from '#chronicle/published/branch-items.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import type { LocalDate } from '#time/local-date.js';
import { goalSummary, isToldGoal } from './goal-views.js';
import type { GoalRow } from './projections/goals/goal-row.js';
import type { RequirementWithUnits } from './projections/requirements/requirement.query.js';
import { OUTCOME_NAMES } from './published/outcomes.js';
import { requirementSummary } from './requirement-views.js';

const step = (act: ActName, on: LocalDate | null, words: string | null = null): ItemStep | null =>
  on === null ? null : { on, zh: ACTS[act].zh, en: ACTS[act].en, words };

const goalSteps = (row: GoalRow): readonly ItemStep[] =>
  stepsByDay([
    step('accept-goal', row.acceptedOn),
    ...row.progress.map(({ on, words }) => step('report-goal-progress', on, words)),
    ...row.results.flatMap(({ on, summary, returned }) => [
      step('submit-goal-result', on, summary),
      step('return-goal-result', returned?.on ?? null, returned?.reason ?? null),
    ]),
    step('conclude-goal', row.concludedOn, row.finding),
  ]);

/** `undefined` for a row whose assignment has not been seen. */
export const branchGoal = (row: GoalRow, clock: ClockDay): BranchItem | undefined => {
  if (!isToldGoal(row) || row.no === null || row.year === null) return undefined;
  const { whoOwes, status, dueOn, light, statement } = goalSummary(row, clock);
  const { concludedOn, outcome } = row;
  const result = row.results.at(-1);
  return {
    kind: 'goal',
    id: row.id,
    no: row.no,
    raisedIn: row.year,
    atReview: true,
    told: true,
    led: true,
    source: null,
    recurrenceOf: null,
    title: statement ?? '',
    level: row.level,
    status,
    whoOwes: whoOwes.by,
    dueOn,
    light,
    settled:
      concludedOn === null || outcome === null
        ? null
        : { on: concludedOn, how: OUTCOME_NAMES[outcome], words: row.finding },
    result: concludedOn === null ? null : (result?.summary ?? null),
    onTime: concludedOn === null || result === undefined || row.dueOn === null ? null : result.on <= row.dueOn,
    steps: goalSteps(row),
  };
};

/** The part of one branch; `undefined` where it has none. */
export const branchRequirement = (found: RequirementWithUnits, clock: ClockDay): BranchItem | undefined => {
  const { id, no, raisedIn, heading, level, concludedOn, finding, requirementDueOn, units } = requirementSummary(
    found,
    clock,
  );
  const [part] = units;
  if (part === undefined || no === null || raisedIn === null) return undefined;
  const { acknowledgedOn, implementedOn, words } = part;
  return {
    kind: 'requirement',
    id,
    no,
    raisedIn,
    atReview: true,
    told: true,
    led: true,
    source: null,
    recurrenceOf: null,
    title: heading ?? '',
    level,
    status: part.status,
    whoOwes: part.whoOwes.by,
    dueOn: part.dueOn,
    light: part.light,
    settled:
      concludedOn === null
        ? null
        : { on: concludedOn, how: { zh: part.status.zh, en: part.status.en }, words: finding },
    result: concludedOn === null ? null : words,
    onTime:
      concludedOn === null || implementedOn === null || requirementDueOn === null
        ? null
        : implementedOn <= requirementDueOn,
    steps: stepsByDay([
      step('acknowledge-requirement', acknowledgedOn),
      step('implement-requirement', implementedOn, words),
      step('conclude-requirement', concludedOn, finding),
    ]),
  };
};
