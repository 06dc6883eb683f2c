import { handles } from '#event-sourcing/command-handler.js';
import { Words } from '#platform/http/fields.js';
import { askQuestion as decide } from '../domain/delivery.js';
import { report } from '../domain/report.js';
import { reportStream } from '../events.js';
import { readReview } from './reads.js';
import { ReportCommand } from './review-command.js';

export class AskQuestion extends ReportCommand {
  @Words({ max: 1_000, example: '如何解决党建与业务“两张皮”？' })
  readonly words: string;
}

export const askQuestion = handles({
  command: AskQuestion,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: readReview,
  decide,
});
