import { handles } from '#event-sourcing/command-handler.js';
import { feedBackGrade as decide } from '../domain/grade.js';
import { report } from '../domain/report.js';
import { reportStream } from '../events.js';
import { ReportCommand } from './review-command.js';

/** `occurredOn` is the day on which the branch was told. */
export class FeedBackGrade extends ReportCommand {}

export const feedBackGrade = handles({
  command: FeedBackGrade,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  decide,
});
