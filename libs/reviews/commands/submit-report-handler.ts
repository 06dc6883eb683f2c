import type { ICommandHandler } from '@nestjs/cqrs';
import { CommandHandler } from '@nestjs/cqrs';
import { Drafts, reportKey } from '#drafts/published/drafts.js';
import type { Draft, DraftPlace } from '#drafts/published/drafts.js';
import { fieldsOf, issueDraft } from '#drafts/published/issuing.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult, CommandSpec } from '#event-sourcing/command.js';
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

const CONTENT = ['body', 'answers'] as const;

/** Submits what the request says, or the draft. */
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
    if (CONTENT.some((name) => command[name] !== undefined))
      throw invalidRequest([fault('draft-and-body', {}, 'fromDraft')]);
    return issueDraft(this.drafts, placeOf(command), CONTENT, (draft) =>
      this.executor.execute(
        submitting(() => drafted(draft())),
        command,
      ),
    );
  }
}

/** Only for whoever may see it: the branch itself, not the office that enters for it from paper. */
const placeOf = ({ year, branch, context }: SubmitReport): DraftPlace | undefined => {
  const { actor, recordedBy, unit } = context;
  if (actor !== recordedBy || unit !== branch) return undefined;
  return { kind: 'report', key: reportKey(year, branch), owner: `branch/${branch}` };
};

const given = ({ body, answers }: SubmitReport): Said => {
  if (body === undefined) throw invalidRequest([fault('field-required', {}, 'body')]);
  return { body, ...(answers === undefined ? {} : { answers }) };
};

/** As strictly as what is submitted without a draft. */
const drafted = (draft: Draft): Said => {
  const { body, answers } = validated(ReportContent, fieldsOf(draft, CONTENT));
  return { body, ...(answers === undefined ? {} : { answers }) };
};
