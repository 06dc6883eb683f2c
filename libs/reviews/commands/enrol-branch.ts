import { branchStream } from '#branches/events.js';
import { branch } from '#branches/published/branch.js';
import { handles } from '#event-sourcing/command-handler.js';
import { Code, Id, Ids, OneOf } from '#platform/http/fields.js';
import { enrol } from '../domain/enrolment.js';
import { review } from '../domain/review.js';
import type { Mode } from '../events.js';
import { MODES, reviewStream } from '../events.js';
import { ReviewCommand } from './review-command.js';

export class EnrolBranch extends ReviewCommand {
  @Code()
  readonly branch: string;

  @OneOf(MODES, { example: 'on-site' })
  readonly mode: Mode;

  /** 点评人. */
  @Id()
  readonly commentator: string;

  @Ids({ maxItems: 10, optional: true })
  readonly substitutes?: string[];
}

export const enrolBranch = handles({
  command: EnrolBranch,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  reads: async (command, load) => (await load(branch, branchStream(command.branch))).state,
  decide: enrol,
});
