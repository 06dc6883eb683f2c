import { handles } from '#event-sourcing/command-handler.js';
import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { supplyAnswer as decide } from '../domain/missing-answers.js';
import { report } from '../domain/report.js';
import { reportStream } from '../events.js';
import { readOwnReview } from './reads.js';
import { ReportCommand } from './review-command.js';

export class SupplyAnswer extends ReportCommand {
  @FromPath()
  @ItemKey({ example: '2022-述职-03-01' })
  readonly item: string;

  @Words({ max: 5_000, example: '已完成整改，材料存档。' })
  readonly answer: string;
}

export const supplyAnswer = handles({
  command: SupplyAnswer,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: readOwnReview,
  decide,
});
