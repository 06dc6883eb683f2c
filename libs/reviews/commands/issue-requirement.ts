import { handles } from '#event-sourcing/command-handler.js';
import { Codes, Day, OneOf, Part, Words, WordsList } from '#platform/http/fields.js';
import { review } from '../domain/review.js';
import { issueRequirement as decide } from '../domain/summing-up.js';
import type { Addressees } from '../events.js';
import { reviewStream } from '../events.js';
import { ReviewCommand } from './review-command.js';

const KINDS: readonly Addressees['kind'][] = ['branches', 'departments', 'first-responsible-persons'];

export class AddresseesPart implements Addressees {
  @OneOf(KINDS, { example: 'first-responsible-persons' })
  readonly kind: Addressees['kind'];

  /** Needed for departments; for branches, these instead of all that are enrolled. */
  @Codes({ minItems: 1, maxItems: 500, optional: true })
  readonly codes?: string[];
}

export class IssueRequirement extends ReviewCommand {
  @Words({ max: 5_000, example: '抓牢党建工作，筑牢对党忠诚' })
  readonly heading: string;

  @WordsList({ maxItems: 50, max: 5_000, example: ['坚定政治立场', '扛起政治责任'] })
  readonly points: string[];

  @Part(() => AddresseesPart)
  readonly addressees: AddresseesPart;

  @Day({ example: '2024-12-31', optional: true })
  readonly dueOn?: string;
}

export const issueRequirement = handles({
  command: IssueRequirement,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  decide,
});
