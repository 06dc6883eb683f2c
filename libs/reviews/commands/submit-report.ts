import { handles } from '#event-sourcing/command-handler.js';
import { ItemKey, Parts, Words } from '#platform/http/fields.js';
import { report } from '../domain/report.js';
import { submit } from '../domain/submission.js';
import { reportStream } from '../events.js';
import { readReview } from './reads.js';
import { ReportCommand } from './review-command.js';

export class ReportAnswer {
  @ItemKey({ example: '2022-述职-03-01' })
  readonly item: string;

  @Words({ max: 5_000, example: '已完成整改，建立了台账。' })
  readonly answer: string;
}

export class SubmitReport extends ReportCommand {
  @Words({ max: 30_000, example: '一年来，党支部认真履行抓党建第一责任人职责。' })
  readonly body: string;

  @Parts(() => ReportAnswer, { max: 500, optional: true })
  readonly answers?: ReportAnswer[];
}

export const submitReport = handles({
  command: SubmitReport,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: readReview,
  decide: submit,
});
