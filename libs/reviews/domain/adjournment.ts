import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { ReviewEvent } from '../events.js';
import { refuseAdjourned, refuseBefore } from './guards.js';
import type { ReportState } from './report.js';
import type { Enrolment, ReviewState } from './review.js';

export interface Adjournment {
  readonly year: number;
}

/** Reports by branch code; a branch without one has recorded nothing. */
export type Reports = ReadonlyMap<string, ReportState>;

const isHeard = ({ mode }: Enrolment, report: ReportState | undefined): boolean =>
  report?.deliveredOn !== undefined ||
  (mode === 'written' && (report?.status === 'submitted' || report?.status === 'accepted'));

/** 散会, on the day it occurred: every report was delivered, a written one at least handed in. */
export const adjourn: Decide<Adjournment, ReviewState, ReviewEvent, Reports> = ({ year }, state, context, reports) => {
  refuseAdjourned(state, year);
  refuseBefore(state.lastStepOn, context);
  const unheard = [...state.enrolments].filter(([branch, enrolment]) => !isHeard(enrolment, reports.get(branch)));
  if (unheard.length > 0) {
    const branches = unheard.map(([branch]) => branch).toSorted();
    throw new DomainError('reports-not-delivered', { branches: branches.join(', ') });
  }
  const deliveries = [...reports.values()].flatMap(({ deliveredOn }) => deliveredOn ?? []);
  refuseBefore(deliveries.toSorted().at(-1), context);
  return [{ type: 'MeetingAdjourned', data: { year, on: context.occurredOn } }];
};
