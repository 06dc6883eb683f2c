import type { BranchEvents } from '#branches/events.js';
import type { FreeText } from '#event-sourcing/event.js';
import type { GoalEvents, RequirementEvents } from '#goals/events.js';
import type { OversightEvents } from '#oversight/events.js';
import type { ProblemEvents } from '#problems/events.js';
import type { ReportEvents, ReviewEvents } from '#reviews/events.js';

/** How a field is written: free text, one line, a calendar day, or the number of an entry that it points to. */
export type FieldRule =
  | { readonly form: 'words' | 'line'; readonly max: number }
  | { readonly form: 'day' }
  | { readonly form: 'pointer'; readonly to: keyof Entries; readonly by: string };

const words = (max: number): FieldRule => ({ form: 'words', max });
const line = (max: number): FieldRule => ({ form: 'line', max });
const day: FieldRule = { form: 'day' };
/** To a comment on the same report: before one is voided, what was built on it is pointed to another. */
const comment: FieldRule = { form: 'pointer', to: 'CommentIssued', by: 'comment' };

/** Of free texts that are not named below. */
export const WORDS: FieldRule = words(5_000);

const EVIDENCE = {
  '/evidence/*/title': line(200),
  '/evidence/*/date': day,
  '/evidence/*/number': line(100),
  '/evidence/*/place': line(200),
};

type Entries = BranchEvents &
  ReviewEvents &
  ReportEvents &
  ProblemEvents &
  GoalEvents &
  RequirementEvents &
  OversightEvents;

/** Places of texts in data, `*` for any member of a list: what is not there does not compile. */
type PlaceIn<Data> = Data extends FreeText
  ? ''
  : Data extends readonly (infer Member)[]
    ? `/*${PlaceIn<Member>}`
    : Data extends object
      ? { [Name in keyof Data & string]-?: `/${Name}${PlaceIn<NonNullable<Data[Name]>>}` }[keyof Data & string]
      : '';

type FieldRules = { readonly [Type in keyof Entries]?: { readonly [Place in PlaceIn<Entries[Type]>]?: FieldRule } };

/**
 * By event type and place, `*` for any member of a list. Free texts are always correctable; they are named where they are
 * shorter or longer than most. All else is so only where it is named: what drives a state or a clock, and what
 * names something, is not.
 */
export const FIELD_RULES: FieldRules = {
  OfficeHolderReleased: { '/reason': words(500) },
  BranchMerged: { '/documentNumber': line(100) },
  BranchSplit: { '/documentNumber': line(100) },
  BranchDissolved: { '/documentNumber': line(100), '/reason': words(500) },

  ReviewScheduled: { '/title': line(200), '/committee': line(100), '/place': line(200) },
  EnrolmentModeChanged: { '/reason': words(500) },
  ProblemListApproved: { '/documentNumber': line(100), '/approvedOn': day },

  ReportSubmitted: { '/body': words(30_000) },
  ReportReturned: { '/reason': words(1_000) },
  QuestionAsked: { '/words': words(1_000) },
  ProblemFlagged: { '/statement': words(1_000), '/category': line(40), '/comment': comment },
  GoalAssigned: { '/statement': words(1_000), '/measure': words(1_000), '/comment': comment },
  MissingAnswerExcused: { '/reason': words(1_000) },
  GradeDecided: { '/minutesNumber': line(100), '/meetingOn': day, '/sourcesConsidered/*': words(500) },

  ProblemRaised: { '/statement': words(1_000), '/category': line(40) },
  ProblemTakenOver: { '/statement': words(1_000), '/category': line(40), '/conclusion': words(1_000) },
  ProblemDispatched: { '/noticeNumber': line(100) },
  DispatchContested: { '/reason': words(1_000) },
  PlanSubmitted: {
    '/cause': words(1_000),
    '/adoptedBy': line(100),
    '/adoptedOn': day,
    '/measures/*/words': words(1_000),
    '/measures/*/responsiblePost': line(100),
    '/measures/*/expectedResult': words(500),
  },
  PlanReturned: { '/reason': words(1_000) },
  MeasureProgressed: { '/words': words(1_000), ...EVIDENCE },
  ExtensionRequested: { '/reason': words(1_000) },
  ExtensionRefused: { '/reason': words(1_000) },
  RectificationSubmitted: EVIDENCE,
  SubmissionTakenBack: { '/reason': words(1_000) },
  RectificationVerified: { '/finding': words(1_000) },
  RectificationReturned: { '/reason': words(1_000) },
  ProblemClosed: { '/conclusion': words(1_000) },
  CloseRefused: { '/reason': words(1_000) },
  StandingNoted: { '/words': words(1_000) },
  ProblemReopened: { '/reason': words(1_000) },
  ProblemWithdrawn: { '/reason': words(1_000) },

  GoalTakenOver: { '/statement': words(1_000), '/measure': words(1_000), '/finding': words(1_000) },
  GoalProgressed: { '/words': words(1_000), ...EVIDENCE },
  GoalResultSubmitted: EVIDENCE,
  GoalResultReturned: { '/reason': words(1_000) },
  GoalConcluded: { '/finding': words(1_000) },
  RequirementImplemented: EVIDENCE,
  RequirementConcluded: { '/finding': words(1_000) },

  NoteTaken: { '/words': words(2_000) },
  ReminderIssued: { '/words': words(500) },
  InstructionGiven: { '/words': words(2_000) },
  InstructionAnswered: EVIDENCE,
  InstructionAnswerReturned: { '/reason': words(1_000) },
  InstructionConcluded: { '/words': words(1_000) },
};
