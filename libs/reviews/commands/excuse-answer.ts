import { handles } from '#event-sourcing/command-handler.js';
import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { excuseAnswer as decide } from '../domain/missing-answers.js';
import { report } from '../domain/report.js';
import { reportStream } from '../events.js';
import { readReview } from './reads.js';
import { ReportCommand } from './review-command.js';

export class ExcuseAnswer extends ReportCommand {
  @FromPath()
  @ItemKey({ example: '2022-述职-03-01' })
  readonly item: string;

  @Words({ max: 1_000, example: '机构调整，事项已移交。' })
  readonly reason: string;
}

export const excuseAnswer = handles({
  command: ExcuseAnswer,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: readReview,
  decide,
});
