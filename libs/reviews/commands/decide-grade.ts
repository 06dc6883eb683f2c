import { handles } from '#event-sourcing/command-handler.js';
import { Day, Line, OneOf, Words, WordsList } from '#platform/http/fields.js';
import { decideGrade as decide } from '../domain/grade.js';
import { report } from '../domain/report.js';
import type { Grade } from '../events.js';
import { GRADES, reportStream } from '../events.js';
import { readReview } from './reads.js';
import { ReportCommand } from './review-command.js';

/** What the committee decided, with its basis; no tally is taken over. */
export class DecideGrade extends ReportCommand {
  @OneOf(GRADES, { example: 'good' })
  readonly grade: Grade;

  /** Day of the committee's meeting. */
  @Day({ example: '2024-02-01' })
  readonly meetingOn: string;

  @Line({ max: 100, example: '党委会纪要〔2024〕3号' })
  readonly minutesNumber: string;

  @Words({ max: 5_000, example: '履职扎实，融合发展仍需加强。' })
  readonly opinion: string;

  @WordsList({ minItems: 1, maxItems: 20, max: 500, example: ['现场述职', '日常督查', '民主评议'] })
  readonly sourcesConsidered: string[];
}

export const decideGrade = handles({
  command: DecideGrade,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: readReview,
  decide,
});
