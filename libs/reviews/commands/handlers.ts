import { acceptReport } from './accept-report.js';
import { adjournMeeting } from './adjourn-meeting.js';
import { answerQuestion } from './answer-question.js';
import { ApproveProblemListHandler } from './approve-problem-list-handler.js';
import { askQuestion } from './ask-question.js';
import { callForAnswers } from './call-for-answers.js';
import { changeMode } from './change-mode.js';
import { closeReview } from './close-review.js';
import { confirmTally } from './confirm-tally.js';
import { decideGrade } from './decide-grade.js';
import { enrolBranch } from './enrol-branch.js';
import { enterTally } from './enter-tally.js';
import { excuseAnswer } from './excuse-answer.js';
import { feedBackGrade } from './feed-back-grade.js';
import { giveSummary } from './give-summary.js';
import { IssueCommentHandler } from './issue-comment-handler.js';
import { issueRequirement } from './issue-requirement.js';
import { mergeProblems } from './merge-problems.js';
import { nameCommentator } from './name-commentator.js';
import { raiseCommonProblem } from './raise-common-problem.js';
import { recordDelivery } from './record-delivery.js';
import { recordRoster } from './record-roster.js';
import { restateCommonChild } from './restate-common-child.js';
import { restateProblem } from './restate-problem.js';
import { returnReport } from './return-report.js';
import { scheduleReview } from './schedule-review.js';
import { splitProblem } from './split-problem.js';
import { SubmitReportHandler } from './submit-report-handler.js';
import { summariseOpinions } from './summarise-opinions.js';
import { supplyAnswer } from './supply-answer.js';

/** One for each command of the context. */
export const handlers = [
  acceptReport,
  adjournMeeting,
  answerQuestion,
  ApproveProblemListHandler,
  askQuestion,
  callForAnswers,
  changeMode,
  closeReview,
  confirmTally,
  decideGrade,
  enrolBranch,
  enterTally,
  excuseAnswer,
  feedBackGrade,
  giveSummary,
  IssueCommentHandler,
  issueRequirement,
  mergeProblems,
  nameCommentator,
  raiseCommonProblem,
  recordDelivery,
  recordRoster,
  restateCommonChild,
  restateProblem,
  returnReport,
  scheduleReview,
  splitProblem,
  SubmitReportHandler,
  summariseOpinions,
  supplyAnswer,
] as const;
