import { handles } from '#event-sourcing/command-handler.js';
import { report } from '../domain/report.js';
import { acceptReport as decide } from '../domain/submission.js';
import { reportStream } from '../events.js';
import { ReportCommand } from './review-command.js';

export class AcceptReport extends ReportCommand {}

export const acceptReport = handles({
  command: AcceptReport,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  decide,
});
