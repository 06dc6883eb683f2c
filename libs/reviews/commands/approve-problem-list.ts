import { handles } from '#event-sourcing/command-handler.js';
import { Line } from '#platform/http/fields.js';
import { approveProblemList as decide } from '../domain/problem-list.js';
import { review } from '../domain/review.js';
import { reviewStream } from '../events.js';
import { ItemKeys } from '#platform/http/item-keys.js';
import { readStanding } from './reads.js';
import { ReviewCommand } from './review-command.js';

/** `occurredOn` is the day of the approval. */
export class ApproveProblemList extends ReviewCommand {
  @ItemKeys({ maxItems: 1_000 })
  readonly problems: string[];

  @Line({ max: 100, example: '集团党发〔2024〕2号' })
  readonly documentNumber: string;
}

export const approveProblemList = handles({
  command: ApproveProblemList,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  reads: ({ year }, load, own) => readStanding(year, own.state, load),
  decide,
});
