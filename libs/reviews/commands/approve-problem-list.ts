import { Flag, Line } from '#platform/http/fields.js';
import { ItemKeys } from '#platform/http/item-keys.js';
import { ReviewCommand } from './review-command.js';

const PROBLEMS = { maxItems: 1_000 };
const DOCUMENT = { max: 100, example: '集团党发〔2024〕2号' };

/** What an approval names; also as a draft of the list, before it is approved. */
export class ListContent {
  @ItemKeys(PROBLEMS)
  readonly problems: string[];

  @Line(DOCUMENT)
  readonly documentNumber: string;
}

/** `occurredOn` is the day of the approval. Its content is left out where the draft is approved. */
export class ApproveProblemList extends ReviewCommand {
  @ItemKeys({ ...PROBLEMS, optional: true })
  readonly problems?: string[];

  @Line({ ...DOCUMENT, optional: true })
  readonly documentNumber?: string;

  /** Takes the office's draft of the list, which is gone once it is approved. */
  @Flag({ example: true, optional: true })
  readonly fromDraft?: boolean;
}
