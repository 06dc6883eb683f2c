import { handles } from '#event-sourcing/command-handler.js';
import { ItemKey, Parts } from '#platform/http/fields.js';
import { callForAnswers as decide } from '../domain/called-for-answers.js';
import { report } from '../domain/report.js';
import { reportStream } from '../events.js';
import { readReview } from './reads.js';
import { ReportCommand } from './review-command.js';

export class CalledForItem {
  @ItemKey({ example: '2022-述职-03-01' })
  readonly item: string;
}

/** The open items that the report must answer; none is an answer too. */
export class CallForAnswers extends ReportCommand {
  @Parts(() => CalledForItem, { max: 500 })
  readonly items: CalledForItem[];
}

export const callForAnswers = handles({
  command: CallForAnswers,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: readReview,
  decide,
});
