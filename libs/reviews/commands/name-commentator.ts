import { handles } from '#event-sourcing/command-handler.js';
import { Id, Ids } from '#platform/http/fields.js';
import { nameCommentator as decide } from '../domain/enrolment.js';
import { review } from '../domain/review.js';
import { reviewStream } from '../events.js';
import { ReportCommand } from './review-command.js';

/** Takes the place of the commentator and the substitutes named before. */
export class NameCommentator extends ReportCommand {
  /** 点评人. */
  @Id()
  readonly commentator: string;

  @Ids({ maxItems: 10, optional: true })
  readonly substitutes?: string[];
}

export const nameCommentator = handles({
  command: NameCommentator,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  decide,
});
