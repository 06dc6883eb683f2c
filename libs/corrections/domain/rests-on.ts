import type { BranchEvents } from '#branches/events.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import type { GoalEvents, RequirementEvents } from '#goals/events.js';
import type { OversightEvents } from '#oversight/events.js';
import type { NoticeEvents, ProblemEvents } from '#problems/events.js';
import type { ReportEvents, ReviewEvents } from '#reviews/events.js';

type EntryType = keyof (BranchEvents &
  ReviewEvents &
  ReportEvents &
  ProblemEvents &
  NoticeEvents &
  GoalEvents &
  RequirementEvents &
  OversightEvents);

/** Earlier entries of the same stream without which an entry would hang in the air. */
export interface Rest {
  readonly on: readonly EntryType[];
  /** Fields of the data in which the two agree. */
  readonly same?: readonly string[];
  /** On each of them; on any one of them when absent. */
  readonly each?: true;
}

const on = (type: EntryType, ...same: readonly string[]): readonly Rest[] => [{ on: [type], same }];
/** It rests on nothing but the beginning of its stream, and on what the table of states says. */
const nothing: readonly Rest[] = [];

/**
 * The types whose entries may be voided, each with what it rests on. What is not named here opens a stream, or is
 * too much built upon anywhere: it is not voided but taken back by an act of its own.
 */
export const RESTS_ON: Readonly<Partial<Record<EntryType, readonly Rest[]>>> = {
  OfficeHolderAppointed: nothing,
  OfficeHolderReleased: on('OfficeHolderAppointed', 'post', 'person'),
  BranchRenamed: nothing,
  HandoverRecorded: nothing,
  BranchMerged: nothing,
  BranchSplit: nothing,
  BranchDissolved: nothing,

  BranchEnrolled: nothing,
  EnrolmentModeChanged: on('BranchEnrolled', 'branch'),
  CommentatorNamed: on('BranchEnrolled', 'branch'),
  OpinionsSummarised: nothing,
  RosterRecorded: nothing,
  SummaryGiven: nothing,
  RequirementIssued: nothing,
  MeetingAdjourned: nothing,
  ProblemListApproved: on('MeetingAdjourned'),
  CommonProblemRaised: nothing,
  CommonChildRestated: on('CommonProblemRaised', 'common'),
  ReviewClosed: on('MeetingAdjourned'),

  AnswersCalledFor: nothing,
  ReportSubmitted: on('AnswersCalledFor'),
  ReportReturned: on('ReportSubmitted'),
  ReportAccepted: on('ReportSubmitted'),
  ReportDelivered: on('ReportSubmitted'),
  QuestionAsked: on('ReportDelivered'),
  QuestionAnswered: on('QuestionAsked', 'question'),
  CommentIssued: on('ReportDelivered'),
  ProblemFlagged: on('CommentIssued', 'comment'),
  GoalAssigned: on('CommentIssued', 'comment'),
  ProblemRestated: on('ProblemFlagged', 'problem'),
  ProblemSplit: on('ProblemFlagged', 'problem'),
  ProblemsMerged: nothing,
  MissingAnswerSupplied: on('ReportDelivered'),
  MissingAnswerExcused: on('ReportDelivered'),
  AppraisalTallied: nothing,
  AppraisalConfirmed: on('AppraisalTallied', 'form', 'tally'),
  GradeDecided: nothing,
  GradeFedBack: on('GradeDecided'),

  ProblemRaised: nothing,
  ProblemTakenOver: nothing,
  NoticeIssued: nothing,
  ProblemDispatched: nothing,
  DispatchAcknowledged: nothing,
  DispatchContested: nothing,
  PlanSubmitted: nothing,
  PlanApproved: nothing,
  PlanReturned: nothing,
  MeasureProgressed: on('PlanSubmitted'),
  ExtensionRequested: nothing,
  ExtensionGranted: on('ExtensionRequested', 'extension'),
  ExtensionRefused: on('ExtensionRequested', 'extension'),
  RectificationSubmitted: nothing,
  SubmissionTakenBack: on('RectificationSubmitted', 'submission'),
  RectificationVerified: on('RectificationSubmitted', 'submission'),
  RectificationReturned: on('RectificationSubmitted', 'submission'),
  ProblemClosed: nothing,
  CloseRefused: nothing,
  StandingBegun: nothing,
  StandingNoted: nothing,
  ProblemReopened: nothing,
  ProblemWithdrawn: nothing,

  GoalTakenOver: nothing,
  GoalAccepted: nothing,
  GoalProgressed: nothing,
  GoalResultSubmitted: nothing,
  GoalResultReturned: on('GoalResultSubmitted', 'submission'),
  GoalConcluded: nothing,
  RequirementAcknowledged: nothing,
  RequirementImplemented: on('RequirementAcknowledged', 'unit'),
  RequirementConcluded: [{ on: ['RequirementImplemented'], each: true }],

  NoteTaken: nothing,
  ReminderIssued: nothing,
  InstructionGiven: nothing,
  InstructionAnswered: on('InstructionGiven', 'instruction'),
  InstructionAnswerReturned: on('InstructionAnswered', 'instruction', 'answer'),
  InstructionConcluded: on('InstructionAnswered', 'instruction'),
};

/** What an entry of this type rests on; `undefined`: it is not voided. */
export const restsOn = (type: string): readonly Rest[] | undefined => {
  const table: Readonly<Record<string, readonly Rest[] | undefined>> = RESTS_ON;
  return Object.hasOwn(table, type) ? table[type] : undefined;
};

/** Opens the stream of an item in the words of another stream; it is no entry of its own. */
export const opensOnly = ({ type }: RecordedEvent): boolean =>
  (['ProblemOpened', 'GoalOpened', 'RequirementOpened'] satisfies EntryType[] as string[]).includes(type);
