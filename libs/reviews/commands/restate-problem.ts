import { handles } from '#event-sourcing/command-handler.js';
import { FromPath, ItemKey, Line, Words } from '#platform/http/fields.js';
import { report } from '../domain/report.js';
import { restateProblem as decide } from '../domain/wording.js';
import { reportStream } from '../events.js';
import { readWording } from './reads.js';
import { ReportCommand } from './review-command.js';

/** The wording for the list; the words of the comment stay. */
export class RestateProblem extends ReportCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 1_000, example: '理论学习与项目建设结合不紧，全年未开展专题研讨。' })
  readonly statement: string;

  @Line({ max: 40, example: '思想建设', optional: true })
  readonly category?: string;

  @Words({ max: 500, example: '会上口头表述，规范文字。', optional: true })
  readonly reason?: string;
}

export const restateProblem = handles({
  command: RestateProblem,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: ({ year, problem }, load) => readWording(year, [problem], load),
  decide,
});
