import { branchStream } from '#branches/events.js';
import { branch } from '#branches/published/branch.js';
import { handles } from '#event-sourcing/command-handler.js';
import { Code, Line, Part, Parts, Words } from '#platform/http/fields.js';
import { raiseCommonProblem as decide } from '../domain/common-problem.js';
import { review } from '../domain/review.js';
import { reviewStream } from '../events.js';
import { LeadUnitPart } from './comment-parts.js';
import { ReviewCommand } from './review-command.js';

export class CommonUnitPart {
  /** That is told. */
  @Code()
  readonly branch: string;

  /** Who leads the rectification there; the branch itself unless said. */
  @Part(() => LeadUnitPart, { optional: true })
  readonly lead?: LeadUnitPart;
}

/** `actor` is the chair; the office may enter it from paper. */
export class RaiseCommonProblem extends ReviewCommand {
  @Words({ max: 1_000, example: '组织生活会查摆问题不深，批评辣味不足。' })
  readonly statement: string;

  @Line({ max: 40, example: '组织生活' })
  readonly category: string;

  @Parts(() => CommonUnitPart, { min: 2, max: 500 })
  readonly units: CommonUnitPart[];
}

export const raiseCommonProblem = handles({
  command: RaiseCommonProblem,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  reads: async ({ units }, load) => {
    const codes = [...new Set(units.map((unit) => unit.branch))];
    const found = await Promise.all(codes.map(async (code) => (await load(branch, branchStream(code))).revision >= 0));
    return { branches: new Set(codes.filter((_, index) => found[index])) };
  },
  decide,
});
