import { handles } from '#event-sourcing/command-handler.js';
import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { problemStream } from '#problems/events.js';
import { restateCommonChild as decide } from '../domain/common-problem.js';
import { review } from '../domain/review.js';
import { withdrawal } from '../domain/withdrawal.js';
import { reviewStream } from '../events.js';
import { ReviewCommand } from './review-command.js';

/** One unit's part of a common problem in words of its own; those of the whole stay. */
export class RestateCommonChild extends ReviewCommand {
  /** That of the unit. */
  @FromPath()
  @ItemKey({ example: '2023-共性-03-01' })
  readonly problem: string;

  @Words({ max: 1_000, example: '组织生活会批评意见以希望代替，三名党员未查摆具体事例。' })
  readonly statement: string;

  @Words({ max: 500, example: '结合该支部会议记录具体化。', optional: true })
  readonly reason?: string;
}

export const restateCommonChild = handles({
  command: RestateCommonChild,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  reads: async ({ problem }, load) => ({ actedUpon: (await load(withdrawal, problemStream(problem))).revision >= 0 }),
  decide,
});
