import { handles } from '#event-sourcing/command-handler.js';
import { closeReview as decide } from '../domain/closure.js';
import { review } from '../domain/review.js';
import { reviewStream } from '../events.js';
import { readStanding } from './reads.js';
import { ReviewCommand } from './review-command.js';

export class CloseReview extends ReviewCommand {}

export const closeReview = handles({
  command: CloseReview,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  reads: ({ year }, load, own) => readStanding(year, own.state, load),
  decide,
});
