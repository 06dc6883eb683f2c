import type { RecordedCommand } from '#platform/http/recorded-command.js';
import type { OnProblem } from '../domain/on-problem.js';
import type { ProblemAct } from '../published/states.js';
import { AcknowledgeDispatch } from './acknowledge-dispatch.js';
import { ApprovePlan } from './approve-plan.js';
import { BeginStanding } from './begin-standing.js';
import { CloseProblem } from './close-problem.js';
import { ContestDispatch } from './contest-dispatch.js';
import { DispatchProblem } from './dispatch-problem.js';
import { GrantExtension } from './grant-extension.js';
import { NoteStanding } from './note-standing.js';
import { RefuseClosing } from './refuse-closing.js';
import { RefuseExtension } from './refuse-extension.js';
import { ReopenProblem } from './reopen-problem.js';
import { ReportProgress } from './report-progress.js';
import { RequestExtension } from './request-extension.js';
import { ReturnPlan } from './return-plan.js';
import { ReturnRectification } from './return-rectification.js';
import { SubmitPlan } from './submit-plan.js';
import { SubmitRectification } from './submit-rectification.js';
import { TakeBackSubmission } from './take-back-submission.js';
import { VerifyRectification } from './verify-rectification.js';
import { WithdrawProblem } from './withdraw-problem.js';

/** What may be done with a problem that exists, by the name of the act. */
export const PROBLEM_ACTIONS = {
  'dispatch-problem': DispatchProblem,
  'acknowledge-dispatch': AcknowledgeDispatch,
  'contest-dispatch': ContestDispatch,
  'submit-plan': SubmitPlan,
  'approve-plan': ApprovePlan,
  'return-plan': ReturnPlan,
  'report-progress': ReportProgress,
  'request-extension': RequestExtension,
  'grant-extension': GrantExtension,
  'refuse-extension': RefuseExtension,
  'submit-rectification': SubmitRectification,
  'take-back-submission': TakeBackSubmission,
  'verify-rectification': VerifyRectification,
  'return-rectification': ReturnRectification,
  'close-problem': CloseProblem,
  'refuse-closing': RefuseClosing,
  'begin-standing': BeginStanding,
  'note-standing': NoteStanding,
  'reopen-problem': ReopenProblem,
  'withdraw-problem': WithdrawProblem,
} as const satisfies Readonly<Record<ProblemAct, new () => RecordedCommand & OnProblem>>;
