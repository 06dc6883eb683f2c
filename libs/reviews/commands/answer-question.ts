import { handles } from '#event-sourcing/command-handler.js';
import { FromPath, Whole, Words } from '#platform/http/fields.js';
import { answerQuestion as decide } from '../domain/delivery.js';
import { report } from '../domain/report.js';
import { reportStream } from '../events.js';
import { readReview } from './reads.js';
import { ReportCommand } from './review-command.js';

export class AnswerQuestion extends ReportCommand {
  @FromPath()
  @Whole({ min: 1, max: 9_999, example: 1 })
  readonly question: number;

  @Words({ max: 5_000, example: '把党建任务纳入项目节点一并考核。' })
  readonly words: string;
}

export const answerQuestion = handles({
  command: AnswerQuestion,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: readReview,
  decide,
});
