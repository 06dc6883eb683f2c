import { handles } from '#event-sourcing/command-handler.js';
import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { report } from '../domain/report.js';
import { mergeProblems as decide } from '../domain/wording.js';
import { reportStream } from '../events.js';
import { ItemKeys } from '#platform/http/item-keys.js';
import { readWording } from './reads.js';
import { ReportCommand } from './review-command.js';

/** `problem` stands for those merged into it from now on. */
export class MergeProblems extends ReportCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @ItemKeys({ maxItems: 20 })
  readonly merged: string[];

  /** The words for all of them; those of `problem` unless said. */
  @Words({ max: 1_000, example: '党员教育管理台账不健全。', optional: true })
  readonly statement?: string;

  @Words({ max: 500, example: '两条意见指同一问题。', optional: true })
  readonly reason?: string;
}

export const mergeProblems = handles({
  command: MergeProblems,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: ({ year, problem, merged }, load) => readWording(year, [problem, ...merged], load),
  decide,
});
