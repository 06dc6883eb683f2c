import type { Handlers } from '#event-sourcing/projection/projection.js';
import type { ProblemEvent } from '../../events.js';
import { evidenceView } from '../../published/evidence.js';
import { own } from './change.js';
import type { LedgerRow } from './ledger-row.js';
import { withNewDate } from './plan.js';
import { without } from './separation.js';
import { withOutcome } from './submissions.js';

/** From the submission to the end, and back again. */
export const rectificationHandlers: Handlers<LedgerRow, ProblemEvent> = {
  RectificationSubmitted: own(({ data, metadata }, { submissions, separation }) => ({
    submissions: [
      ...submissions,
      {
        submission: data.submission,
        on: metadata.occurredOn,
        summary: data.summary.text,
        atOnce: data.atOnce,
        evidence: data.evidence.map(evidenceView),
        outcome: null,
        outcomeOn: null,
        words: null,
      },
    ],
    submittedOn: metadata.occurredOn,
    returnedFor: null,
    separation: { ...without(separation, 'verifiedBy'), submittedBy: metadata.actor },
  })),
  SubmissionTakenBack: own(({ data, metadata }, { submissions }) => ({
    submissions: withOutcome(
      submissions,
      data.submission,
      'taken-back',
      metadata.occurredOn,
      data.reason?.text ?? null,
    ),
    submittedOn: null,
  })),
  RectificationVerified: own(({ data, metadata }, { submissions, separation }) => ({
    submissions: withOutcome(submissions, data.submission, 'verified', metadata.occurredOn, data.finding.text),
    verifiedOn: metadata.occurredOn,
    separation: { ...separation, verifiedBy: metadata.actor },
  })),
  RectificationReturned: own(({ data, metadata }, { submissions }) => ({
    submissions: withOutcome(submissions, data.submission, 'returned', metadata.occurredOn, data.reason.text),
    submittedOn: null,
    returnedFor: { on: metadata.occurredOn, reason: data.reason.text },
  })),
  ProblemClosed: own(({ data, metadata }) => ({
    closedOn: metadata.occurredOn,
    conclusion: data.conclusion?.text ?? null,
  })),
  CloseRefused: own(({ data, metadata }) => ({
    verifiedOn: null,
    submittedOn: null,
    returnedFor: { on: metadata.occurredOn, reason: data.reason.text },
  })),
  StandingBegun: own(({ metadata }) => ({ standingSince: metadata.occurredOn })),
  StandingNoted: own(({ data, metadata }, { standingNotes }) => ({
    standingNotes: [...standingNotes, { half: data.half, on: metadata.occurredOn, words: data.words.text }],
  })),
  ProblemReopened: own(({ data, metadata }, { plan }) => ({
    reopenedOn: metadata.occurredOn,
    returnedFor: { on: metadata.occurredOn, reason: data.reason.text },
    plan: plan && withNewDate(plan, data.dueOn),
    submittedOn: null,
    verifiedOn: null,
    closedOn: null,
    conclusion: null,
    standingSince: null,
  })),
  ProblemWithdrawn: own(({ data, metadata }) => ({
    withdrawnOn: metadata.occurredOn,
    withdrawnFor: data.reason.text,
  })),
};
