import type { Aggregate } from '#event-sourcing/decider.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import type { ReviewEvent } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';

/** How far the review of a year is; a fold of `review-<year>`. */
export interface ReviewEnd {
  readonly adjournedOn?: LocalDate;
  readonly closed: boolean;
}

export const reviewEnd: Aggregate<ReviewEnd, ReviewEvent> = {
  category: 'review',
  initial: { closed: false },
  evolve: (end, event) => {
    if (event.type === 'MeetingAdjourned') return { ...end, adjournedOn: event.data.on };
    return event.type === 'ReviewClosed' ? { ...end, closed: true } : end;
  },
  tags: () => ({}),
};

/** Years of the reviews that may be the one to which an entry belongs, the earliest first. */
export const yearsOf = ({ stream, metadata }: RecordedEvent): readonly number[] => {
  const [, named] = /^re(?:view|port)-(\d{4})(?:-|$)/.exec(stream) ?? [];
  if (named !== undefined) return [Number(named)];
  const year = Number(metadata.occurredOn.slice(0, 4));
  return [year - 1, year, year + 1];
};

/** Whether the review to which an entry belongs is closed: the one that it names, else the first that ended after it. */
export const isReviewClosed = ({ metadata }: RecordedEvent, reviews: readonly ReviewEnd[]): boolean => {
  const [only, ...more] = reviews;
  if (only !== undefined && more.length === 0) return only.closed;
  const own = reviews.find(({ adjournedOn }) => adjournedOn !== undefined && metadata.occurredOn <= adjournedOn);
  return own?.closed === true;
};
