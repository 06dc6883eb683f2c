import { isLimited, LEVEL_NAMES, levelGiven, type Level } from '#access/levels.js';
import type { Passing } from '#branches/published/succession.js';
import { answering } from '#branches/published/succession.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { LocalDate } from '#time/local-date.js';
import { notBeforeLastStep } from '#time/step-order.js';
import type { Enrolment, ReviewState } from './review.js';

/** Whatever names a report: the review's year and the branch. */
export interface ReportKey {
  readonly year: number;
  readonly branch: string;
}

export const refuseUnscheduled = (review: ReviewState, year: number): void => {
  if (review.year === undefined) throw new DomainError('review-not-found', { year }, undefined, 'not-found');
};

export const refuseClosed = (review: ReviewState, year: number): void => {
  refuseUnscheduled(review, year);
  if (review.closed) throw new DomainError('review-closed', { year });
};

/** What must be settled before the meeting ends. */
export const refuseAdjourned = (review: ReviewState, year: number): void => {
  refuseClosed(review, year);
  if (review.adjournedOn !== undefined) throw new DomainError('meeting-adjourned', { on: review.adjournedOn });
};

/** What must wait until the meeting has ended. */
export const refuseUnadjourned = (review: ReviewState, year: number): LocalDate => {
  refuseClosed(review, year);
  if (review.adjournedOn === undefined) throw new DomainError('meeting-not-adjourned', { year });
  return review.adjournedOn;
};

/** What belongs to the meeting happened on its last day at the latest, whenever it is entered. */
export const refuseAfterMeeting = (review: ReviewState, year: number, { occurredOn }: CommandContext): void => {
  refuseClosed(review, year);
  const { adjournedOn } = review;
  if (adjournedOn !== undefined && occurredOn > adjournedOn)
    throw new DomainError('meeting-adjourned', { on: adjournedOn }, 'occurredOn');
};

/** A branch that is not enrolled has no report in this review. */
export const enrolmentOf = (review: ReviewState, { year, branch }: ReportKey): Enrolment => {
  refuseUnscheduled(review, year);
  const enrolment = review.enrolments.get(branch);
  if (enrolment === undefined) throw new DomainError('branch-not-enrolled', { branch, year }, undefined, 'not-found');
  return enrolment;
};

/** A review, and how the branch of a report passed on where it has ended. */
export interface ReviewWithPassings extends ReviewState {
  readonly passings?: readonly Passing[];
}

/**
 * A branch acts on its own report and on that of a branch that it took the place of; of another's it learns not even
 * that it exists.
 */
export const refuseForeignUnit = (
  { year, branch }: ReportKey,
  { unit, occurredOn }: CommandContext,
  { passings = [] }: ReviewWithPassings,
): void => {
  if (unit !== answering(branch, passings, occurredOn))
    throw new DomainError('report-not-found', { branch, year }, undefined, 'not-found');
};

/** Steps of one life stand in the order of their days; several may fall on one day. */
export const refuseBefore = (last: LocalDate | undefined, context: CommandContext): void => {
  if (last !== undefined) notBeforeLastStep(last, context);
};

/** What is 限班子 is put in words that are so too, and what is not, in words that are not. */
export const refuseOtherLevel = ({ level }: { readonly level: Level }, context: CommandContext): void => {
  if (isLimited({ level: levelGiven(context) }) !== isLimited({ level }))
    throw new DomainError('level-differs', { level: `${level}（${LEVEL_NAMES[level].zh}）` }, 'level');
};
