import { handles } from '#event-sourcing/command-handler.js';
import { WordsList } from '#platform/http/fields.js';
import { review } from '../domain/review.js';
import { giveSummary as decide } from '../domain/summing-up.js';
import { reviewStream } from '../events.js';
import { ReviewCommand } from './review-command.js';

export class GiveSummary extends ReviewCommand {
  @WordsList({ minItems: 1, maxItems: 50, max: 5_000, example: ['全年党建工作与生产经营深度融合，成效明显。'] })
  readonly achievements: string[];
}

export const giveSummary = handles({
  command: GiveSummary,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  decide,
});
