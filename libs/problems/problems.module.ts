import { Module } from '@nestjs/common';
import { Batches } from '#platform/http/batches.js';
import { ProblemActionsController } from './actions/problem-actions.controller.js';
import { ProblemActions } from './actions/problem-actions.js';
import { acknowledgeDispatch } from './commands/acknowledge-dispatch.js';
import { planApproved } from './commands/approve-plan.js';
import { standingBegun } from './commands/begin-standing.js';
import { problemClosed } from './commands/close-problem.js';
import { contestDispatch } from './commands/contest-dispatch.js';
import { dispatchProblem } from './commands/dispatch-problem.js';
import { extensionGranted } from './commands/grant-extension.js';
import { standingNoted } from './commands/note-standing.js';
import { RaiseProblemHandler } from './commands/raise-problem-handler.js';
import { IssueNoticeHandler } from './commands/issue-notice-handler.js';
import { closingRefused } from './commands/refuse-closing.js';
import { extensionRefused } from './commands/refuse-extension.js';
import { problemReopened } from './commands/reopen-problem.js';
import { progressReported } from './commands/report-progress.js';
import { extensionRequested } from './commands/request-extension.js';
import { planReturned } from './commands/return-plan.js';
import { rectificationReturned } from './commands/return-rectification.js';
import { SubmitPlanHandler } from './commands/submit-plan-handler.js';
import { rectificationSubmitted } from './commands/submit-rectification.js';
import { submissionTakenBack } from './commands/take-back-submission.js';
import { rectificationVerified } from './commands/verify-rectification.js';
import { TakeOverProblemHandler } from './commands/take-over-problem-handler.js';
import { problemWithdrawn } from './commands/withdraw-problem.js';
import { ProblemImport } from './imports/problem-import.js';
import { NoticesController } from './notices.controller.js';
import { ProblemsController } from './problems.controller.js';
import { RectificationController } from './rectification.controller.js';

const COMMANDS = [
  RaiseProblemHandler,
  IssueNoticeHandler,
  TakeOverProblemHandler,
  dispatchProblem,
  acknowledgeDispatch,
  contestDispatch,
  SubmitPlanHandler,
  planApproved,
  planReturned,
  progressReported,
  extensionRequested,
  extensionGranted,
  extensionRefused,
  rectificationSubmitted,
  submissionTakenBack,
  rectificationVerified,
  rectificationReturned,
  problemClosed,
  closingRefused,
  standingBegun,
  standingNoted,
  problemReopened,
  problemWithdrawn,
];

/** Problems from the flagging to the end of their lives. */
@Module({
  controllers: [ProblemsController, NoticesController, RectificationController, ProblemActionsController],
  providers: [...COMMANDS, Batches, ProblemActions, ProblemImport],
})
export class ProblemsModule {}
