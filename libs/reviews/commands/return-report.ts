import { handles } from '#event-sourcing/command-handler.js';
import { Words } from '#platform/http/fields.js';
import { report } from '../domain/report.js';
import { returnReport as decide } from '../domain/submission.js';
import { reportStream } from '../events.js';
import { ReportCommand } from './review-command.js';

export class ReturnReport extends ReportCommand {
  @Words({ max: 1_000, example: '请补充上年度问题整改情况。' })
  readonly reason: string;
}

export const returnReport = handles({
  command: ReturnReport,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  decide,
});
