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

/**
 * The dates after an event. The dates of a plan end when it is returned; what is rectified at once, without
 * a plan, was due when the plan would have been.
 */
export const deadlinesAfter = (deadlines: Deadlines, event: ProblemEvent): Deadlines => {
  switch (event.type) {
    case 'ProblemDispatched':
      return { ...deadlines, planDueOn: event.data.planDueOn };
    case 'PlanSubmitted': {
      const { dueOn } = event.data;
      return dueOn === undefined ? noticeOnly(deadlines) : { ...deadlines, dueOn, originalDueOn: dueOn };
    }
    case 'PlanReturned':
      return noticeOnly(deadlines);
    case 'RectificationSubmitted': {
      const { planDueOn } = deadlines;
      if (!event.data.atOnce || deadlines.dueOn !== undefined || planDueOn === undefined) return deadlines;
      return { ...deadlines, dueOn: planDueOn, originalDueOn: planDueOn };
    }
    case 'ExtensionGranted':
    case 'ProblemReopened':
      return { ...deadlines, dueOn: event.data.dueOn };
    default:
      return deadlines;
  }
};
