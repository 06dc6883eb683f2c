import type { LocalDate } from '#time/local-date.js';
import type { ProblemEvent } from '../events.js';

/** The dates given to one problem. */
export interface Deadlines {
  /** For the plan, by the last notice. */
  readonly planDueOn?: LocalDate;
  /** For the rectification as it stands now; absent where the plan has standing measures only. */
  readonly dueOn?: LocalDate;
  /** For the rectification as first planned: extensions and reopening do not change it. */
  readonly originalDueOn?: LocalDate;
}

const noticeOnly = ({ planDueOn }: Deadlines): Deadlines => (planDueOn === undefined ? {} : { planDueOn });

const datesOnPaper = ({ planDueOn, dueOn, originalDueOn }: Deadlines): Deadlines => ({
  ...(planDueOn === undefined ? {} : { planDueOn }),
  ...(dueOn === undefined ? {} : { dueOn }),
  ...(originalDueOn === undefined ? {} : { originalDueOn }),
});

/**
 * The dates after an event. The dates of a plan end when it is returned; what is rectified at once, without
 * a plan, was due when the plan would have been.
 */
export const deadlinesAfter = (deadlines: Deadlines, { type, data }: ProblemEvent): Deadlines => {
  if (type === 'ProblemDispatched') return { ...deadlines, planDueOn: data.planDueOn };
  if (type === 'ProblemTakenOver') return datesOnPaper(data);
  if (type === 'PlanReturned') return noticeOnly(deadlines);
  if (type === 'ExtensionGranted' || type === 'ProblemReopened') return { ...deadlines, dueOn: data.dueOn };
  if (type === 'PlanSubmitted') {
    const { dueOn } = data;
    return dueOn === undefined ? noticeOnly(deadlines) : { ...deadlines, dueOn, originalDueOn: dueOn };
  }
  const { planDueOn, dueOn } = deadlines;
  if (type !== 'RectificationSubmitted' || !data.atOnce || dueOn !== undefined || planDueOn === undefined)
    return deadlines;
  return { ...deadlines, dueOn: planDueOn, originalDueOn: planDueOn };
};
