import type { ICommandHandler } from '@nestjs/cqrs';
import { CommandHandler } from '@nestjs/cqrs';
import { Drafts, reportKey } from '#drafts/published/drafts.js';
import type { Draft } from '#drafts/published/drafts.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult, CommandSpec } from '#event-sourcing/command.js';
import { DomainError } from '#event-sourcing/decider.js';
import { fault } from '#platform/http/fault.js';
import { invalidRequest } from '#platform/http/request-problem.js';
import { validated } from '#platform/http/validated.js';
import type { ReportState } from '../domain/report.js';
import { report } from '../domain/report.js';
import type { ReviewWithPassings } from '../domain/guards.js';
import { submit } from '../domain/submission.js';
import type { Submission } from '../domain/submission.js';
import type { ReportEvent } from '../events.js';
import { reportStream } from '../events.js';
import { readOwnReview } from './reads.js';
import { ReportContent, SubmitReport } from './submit-report.js';

type Said = Pick<Submission, 'body' | 'answers'>;

/** `content` is asked for only when the report is not submitted yet: a repeated command has no draft any more. */
const submitting = (content: () => Said): CommandSpec<SubmitReport, ReportState, ReportEvent, ReviewWithPassings> => ({
  command: SubmitReport,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: readOwnReview,
  decide: ({ year, branch }, state, context, review) => submit({ ...content(), year, branch }, state, context, review),
});

/**
 * Submits what the request says, or the draft. The draft goes after the append, and only if it says what was recorded:
 * one that a colleague changed meanwhile stays, and so does one that was begun since.
 */
@CommandHandler(SubmitReport)
export class SubmitReportHandler implements ICommandHandler<SubmitReport, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly drafts: Drafts,
  ) {}

  async execute(command: SubmitReport): Promise<CommandResult> {
    if (command.fromDraft !== true)
      return this.executor.execute(
        submitting(() => given(command)),
        command,
      );
    if (command.body !== undefined || command.answers !== undefined)
      throw invalidRequest([fault('draft-and-body', {}, 'fromDraft')]);
    const draft = await this.draftOf(command);
    const result = await this.executor.execute(
      submitting(() => drafted(draft)),
      command,
    );
    if (draft !== undefined && says(draft, result)) await this.drafts.remove(draft);
    return result;
  }

  /** Only for whoever may see it: the branch itself, not the office that enters for it from paper. */
  private async draftOf({ year, branch, context }: SubmitReport): Promise<Draft | undefined> {
    const { actor, recordedBy, unit } = context;
    if (actor !== recordedBy || unit !== branch) return undefined;
    return this.drafts.find({ kind: 'report', key: reportKey(year, branch), owner: `branch/${branch}` });
  }
}

const given = ({ body, answers }: SubmitReport): Said => {
  if (body === undefined) throw invalidRequest([fault('field-required', {}, 'body')]);
  return { body, ...(answers === undefined ? {} : { answers }) };
};

/** As strictly as what is submitted without a draft. */
const drafted = (draft: Draft | undefined): Said => {
  if (draft === undefined) throw new DomainError('draft-not-found', {}, 'fromDraft', 'not-found');
  const { body, answers } = draft.content;
  const { body: text, answers: each } = validated(ReportContent, {
    body,
    ...(answers === undefined ? {} : { answers }),
  });
  return { body: text, ...(each === undefined ? {} : { answers: each }) };
};

const says = (draft: Draft, { events }: CommandResult): boolean => {
  const [event] = events as readonly ReportEvent[];
  if (event?.type !== 'ReportSubmitted') return false;
  const { body, answers = [] } = draft.content;
  const recorded = event.data.answers.map(({ answer }) => answer.text);
  const written = Array.isArray(answers) ? answers.map((each: unknown) => Object(each).answer as unknown) : [];
  return event.data.body.text === body && JSON.stringify(recorded) === JSON.stringify(written);
};
