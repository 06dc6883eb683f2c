import { Optional } from '@nestjs/common';
import type { ICommandHandler } from '@nestjs/cqrs';
import { CommandHandler } from '@nestjs/cqrs';
import { Drafts } from '#drafts/published/drafts.js';
import type { DraftPlace } from '#drafts/published/drafts.js';
import { issueDraft } from '#drafts/published/issuing.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult, CommandSpec } from '#event-sourcing/command.js';
import { fault } from '#platform/http/fault.js';
import { invalidRequest } from '#platform/http/request-problem.js';
import { validated } from '#platform/http/validated.js';
import { submitPlan, type PlanRead } from '../domain/plan.js';
import type { ProblemState } from '../domain/problem.js';
import { problem } from '../domain/problem.js';
import type { ProblemEvent } from '../events.js';
import { ownStream, readLevel, readProblem } from './acts-on-problem.js';
import { PlanContent, SubmitPlan } from './submit-plan.js';

const CONTENT = ['cause', 'adoptedBy', 'adoptedOn', 'measures'] as const;

/** What a plan says, as far as it is given; not read yet where it comes from a draft. */
type Said = { readonly [Name in (typeof CONTENT)[number]]?: unknown };

/** `content` is asked for only when the plan is not submitted yet: a repeated command has no draft any more. */
const submitting = (content: () => Said): CommandSpec<SubmitPlan, ProblemState, ProblemEvent, PlanRead> => ({
  command: SubmitPlan,
  aggregate: problem,
  stream: ownStream,
  reads: async (command, load, own) => ({
    ...(await readProblem(command, load, own)),
    ...(await readLevel(command, load)),
  }),
  decide: ({ problem: id }, state, context, read) => {
    const { cause, adoptedBy, adoptedOn, measures } = validated(PlanContent, contentOf(content()));
    return submitPlan({ problem: id, cause, adoptedBy, adoptedOn, measures }, state, context, read);
  },
});

/** Submits what the request says, or the draft of the unit that leads. */
@CommandHandler(SubmitPlan)
export class SubmitPlanHandler implements ICommandHandler<SubmitPlan, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    @Optional() private readonly drafts?: Drafts,
  ) {}

  async execute(command: SubmitPlan): Promise<CommandResult> {
    const said = contentOf(command);
    if (command.fromDraft !== true)
      return this.executor.execute(
        submitting(() => said),
        command,
      );
    if (Object.keys(said).length > 0) throw invalidRequest([fault('draft-and-body', {}, 'fromDraft')]);
    return issueDraft(this.drafts, placeOf(command), CONTENT, (draft) =>
      this.executor.execute(
        submitting(() => draft().content),
        command,
      ),
    );
  }
}

/** Only for whoever may see it: the unit itself, not the office that enters for it from paper. */
const placeOf = ({ problem: key, context }: SubmitPlan): DraftPlace | undefined => {
  const { actor, recordedBy, role, unit } = context;
  if (actor !== recordedBy || unit === undefined) return undefined;
  return { kind: 'plan', key, owner: role === 'department' ? `department/${unit}` : `branch/${unit}` };
};

const contentOf = (fields: Said): Readonly<Record<string, unknown>> =>
  Object.fromEntries(CONTENT.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));
