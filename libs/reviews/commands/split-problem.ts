import { handles } from '#event-sourcing/command-handler.js';
import { FromPath, ItemKey, Line, Part, Parts, Words } from '#platform/http/fields.js';
import { report } from '../domain/report.js';
import { splitProblem as decide } from '../domain/wording.js';
import { reportStream } from '../events.js';
import { LeadUnitPart } from './comment-parts.js';
import { readWording } from './reads.js';
import { takenNumbers } from './taken-numbers.js';
import { ReportCommand } from './review-command.js';

/** Category and lead are those of the whole unless said. */
export class SplitProblemPart {
  @Words({ max: 1_000, example: '“三会一课”记录不完整。' })
  readonly statement: string;

  @Line({ max: 40, example: '组织建设', optional: true })
  readonly category?: string;

  @Part(() => LeadUnitPart, { optional: true })
  readonly lead?: LeadUnitPart;
}

/** The first part keeps id and number. */
export class SplitProblem extends ReportCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Parts(() => SplitProblemPart, { min: 2, max: 20 })
  readonly parts: SplitProblemPart[];

  @Words({ max: 500, example: '两类问题，责任单位不同。', optional: true })
  readonly reason?: string;
}

export const splitProblem = handles({
  command: SplitProblem,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: async (command, load, { state }) => ({
    ...(await readWording(command.year, [command.problem], load)),
    taken: await takenNumbers('review', command, { last: state.problemNumbers, count: command.parts.length - 1 }, load),
  }),
  decide,
});
