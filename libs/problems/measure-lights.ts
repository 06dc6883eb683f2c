import type { MeasureView, PlanView } from './projections/ledger/plan.js';
import type { ClockDay } from './published/clock-day.js';
import { lightView } from './published/light-view.js';
import type { LightView } from './published/light-view.js';
import { lightFrom } from './published/lights.js';
import type { Light } from './published/lights.js';
import { STATUS_TABLE } from './published/states.js';
import type { ProblemStatus } from './published/states.js';

/** A measure has no red of its own: one whose date has passed puts the work behind. */
const lightOf = (settled: boolean, date: string | null, { today, bounds }: ClockDay): Light => {
  const behind = date !== null && date < today;
  const due = date === null || behind ? {} : { dueOn: date };
  return lightFrom({ settled, ...due, behind }, today, bounds.nearDueOn);
};

export interface LitMeasure extends MeasureView {
  /** Grey once it is carried out, or the problem is settled. */
  readonly light: LightView;
}

export interface LitPlan extends Omit<PlanView, 'measures'> {
  readonly measures: readonly LitMeasure[];
}

export const measureLight = (
  { done, dueOn, extendedTo }: Pick<MeasureView, 'done' | 'dueOn' | 'extendedTo'>,
  status: ProblemStatus,
  clock: ClockDay,
): LightView => {
  const date = extendedTo ?? dueOn;
  const light = lightOf(done || STATUS_TABLE[status].lights === 'settled', date, clock);
  return lightView(light, { dueOn: date ?? undefined, returned: false, nextStepOn: date });
};

export const litPlan = (plan: PlanView, status: ProblemStatus, clock: ClockDay): LitPlan => ({
  ...plan,
  measures: plan.measures.map((measure) => ({ ...measure, light: measureLight(measure, status, clock) })),
});
