import { handles } from '#event-sourcing/command-handler.js';
import { adjourn } from '../domain/adjournment.js';
import { review } from '../domain/review.js';
import { reviewStream } from '../events.js';
import { readReports } from './reads.js';
import { ReviewCommand } from './review-command.js';

/** `occurredOn` is the day on which the meeting ended. */
export class AdjournMeeting extends ReviewCommand {}

export const adjournMeeting = handles({
  command: AdjournMeeting,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  reads: ({ year }, load, own) => readReports(year, own.state, load),
  decide: adjourn,
});
