import { Injectable } from '@nestjs/common';
import type { ActName } from '#access/acts.js';
import { ACTS } from '#access/acts.js';
import { isUnitRole } from '#access/roles.js';
import { WorkQueueSource } from '#chronicle/published/work-queue.js';
import type { WaitingGroup, WaitingItem, WorkRequest } from '#chronicle/published/work-queue.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import { lightFrom, nearDueDay } from '#problems/published/lights.js';
import { lightView } from '#problems/published/light-view.js';
import type { Owner } from '#problems/published/states.js';
import type { LocalDate } from '#time/local-date.js';
import { ReviewReader, type OpenReview, type ReportSteps } from './review-reader.js';

/** One step that waits on a report, as long as the review is not closed. */
interface Step {
  readonly act: ActName;
  readonly owedBy: Owner;
  readonly kind: 'report' | 'tally';
  readonly waits: (report: ReportSteps, review: OpenReview, today: LocalDate) => boolean;
  /** Before the meeting: due on its day. */
  readonly beforeMeeting?: true;
}

const STEPS: readonly Step[] = [
  {
    act: 'submit-report',
    owedBy: 'unit',
    kind: 'report',
    beforeMeeting: true,
    waits: ({ status }, { adjournedOn }) => adjournedOn === null && (status === 'none' || status === 'returned'),
  },
  {
    act: 'accept-report',
    owedBy: 'office',
    kind: 'report',
    beforeMeeting: true,
    waits: ({ status }) => status === 'submitted',
  },
  {
    act: 'record-delivery',
    owedBy: 'office',
    kind: 'report',
    waits: ({ status }, { plannedOn }, today) => status === 'accepted' && plannedOn <= today,
  },
  { act: 'supply-answer', owedBy: 'unit', kind: 'report', waits: ({ unanswered }) => unanswered.length > 0 },
  { act: 'confirm-tally', owedBy: 'office', kind: 'tally', waits: ({ talliesOpen }) => talliesOpen > 0 },
  {
    act: 'decide-grade',
    owedBy: 'office-head',
    kind: 'report',
    waits: ({ gradeDecidedOn }, { adjournedOn }) => adjournedOn !== null && gradeDecidedOn === null,
  },
  {
    act: 'feed-back-grade',
    owedBy: 'office',
    kind: 'report',
    waits: ({ gradeDecidedOn, gradeFedBackOn }) => gradeDecidedOn !== null && gradeFedBackOn === null,
  },
];

const byDueDate = (a: WaitingItem, b: WaitingItem): number =>
  (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') || (a.branch ?? '').localeCompare(b.branch ?? '');

/** What waits on reviews and reports that are not closed. The list of problems waits with the problems. */
@Injectable()
export class ReviewWork extends WorkQueueSource {
  constructor(private readonly reader: ReviewReader) {
    super();
  }

  async waiting(request: WorkRequest): Promise<readonly WaitingGroup[]> {
    const steps = STEPS.filter(({ act }) => ACTS[act].by.some((role) => role === request.role));
    if (steps.length === 0) return [];
    const branches = isUnitRole(request.role) ? request.units : 'all';
    const open = await Promise.all(
      (await this.reader.openReviews()).map(async (review) => ({
        review,
        reports: await this.reader.steps(review.year, branches),
      })),
    );
    const groups = steps.map((step) =>
      groupOf(
        step,
        request,
        open.flatMap(({ review, reports }) => itemsOf(step, request, review, reports)),
      ),
    );
    return groups.filter(({ count }) => count > 0);
  }
}

const itemsOf = (
  { kind, waits, beforeMeeting }: Step,
  request: WorkRequest,
  review: OpenReview,
  reports: readonly ReportSteps[],
): readonly WaitingItem[] =>
  reports
    .filter((report) => waits(report, review, request.clock.today))
    .map(({ key, branch, status }) => {
      const dueOn = beforeMeeting === true ? review.plannedOn : null;
      const light = dueOn === null ? null : lightOf(dueOn, status === 'returned', request.clock);
      return { kind, id: key, no: null, branch, title: review.title, dueOn, light };
    });

const lightOf = (dueOn: LocalDate, returned: boolean, { today, policy, calendar }: ClockDay): WaitingItem['light'] => {
  const light = lightFrom({ settled: false, dueOn, behind: returned }, today, nearDueDay(today, policy, calendar));
  return lightView(light, { dueOn, returned, nextStepOn: null });
};

const groupOf = ({ act, owedBy }: Step, { first }: WorkRequest, items: readonly WaitingItem[]): WaitingGroup => {
  const byLight: Record<string, number> = {};
  for (const { light } of items) if (light !== null) byLight[light.code] = (byLight[light.code] ?? 0) + 1;
  return { act, owedBy, count: items.length, byLight, items: items.toSorted(byDueDate).slice(0, first) };
};
