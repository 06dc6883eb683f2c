import type { Level } from '#access/levels.js';
import { handles } from '#event-sourcing/command-handler.js';
import { ItemKey, Parts } from '#platform/http/fields.js';
import { problemLevel } from '#problems/published/problem-level.js';
import { isProblem, parseItem } from '#text/item-number.js';
import { callForAnswers as decide } from '../domain/called-for-answers.js';
import { report } from '../domain/report.js';
import { reportStream } from '../events.js';
import { readReview } from './reads.js';
import { ReportCommand } from './review-command.js';

export class CalledForItem {
  @ItemKey({ example: '2022-述职-03-01' })
  readonly item: string;
}

/** The open items that the report must answer; none is an answer too. */
export class CallForAnswers extends ReportCommand {
  @Parts(() => CalledForItem, { max: 500 })
  readonly items: CalledForItem[];
}

const isProblemId = (id: string): boolean => {
  const item = parseItem(id);
  return item !== undefined && isProblem(item);
};

export const callForAnswers = handles({
  command: CallForAnswers,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: async (command, load) => {
    const review = await readReview(command, load);
    const problems = command.items.map(({ item }) => item).filter(isProblemId);
    const levels = new Map<string, Level>();
    for (const id of new Set(problems)) levels.set(id, await problemLevel(id, load));
    return { review, levels };
  },
  decide,
});
