import { handles } from '#event-sourcing/command-handler.js';
import { Words } from '#platform/http/fields.js';
import { summariseOpinions as decide } from '../domain/preparation.js';
import { review } from '../domain/review.js';
import { reviewStream } from '../events.js';
import { ReviewCommand } from './review-command.js';

/** The office's summary, never an opinion word for word. */
export class SummariseOpinions extends ReviewCommand {
  @Words({ max: 5_000, example: '党员群众希望增加集中学习次数。' })
  readonly summary: string;
}

export const summariseOpinions = handles({
  command: SummariseOpinions,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  decide,
});
