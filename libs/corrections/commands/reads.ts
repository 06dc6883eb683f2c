import type { Load } from '#event-sourcing/command.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { reviewStream } from '#reviews/events.js';
import { reviewEnd, yearsOf, type ReviewEnd } from '../domain/review-closed.js';

/** Those to one of which an entry belongs. */
export const readReviews = (entry: RecordedEvent, load: Load): Promise<readonly ReviewEnd[]> =>
  Promise.all(yearsOf(entry).map(async (year) => (await load(reviewEnd, reviewStream(year))).state));
