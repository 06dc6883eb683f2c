import type { Handlers } from '#event-sourcing/projection/projection.js';
import type { ProblemEvent } from '../../events.js';
import { evidenceView } from '../../published/evidence.js';
import { own } from './change.js';
import { decided } from './extensions.js';
import type { LedgerRow } from './ledger-row.js';
import { measureView, withExtension, withProgress } from './plan.js';
import { without } from './separation.js';

/** From the notice to the plan and its measures. */
export const dispatchHandlers: Handlers<LedgerRow, ProblemEvent> = {
  ProblemDispatched: own(({ data, metadata }, { separation }) => ({
    leadNotified: data.lead,
    dispatchedOn: metadata.occurredOn,
    noticeNumber: data.noticeNumber,
    contested: null,
    separation: without(separation, 'contestedBy'),
  })),
  DispatchAcknowledged: own(({ metadata }) => ({ acknowledgedOn: metadata.occurredOn })),
  DispatchContested: own(({ data, metadata }, { separation }) => ({
    contested: { on: metadata.occurredOn, reason: data.reason.text },
    separation: { ...separation, contestedBy: metadata.actor },
  })),
  PlanSubmitted: own(({ data, metadata }, { separation }) => ({
    plan: {
      submittedOn: metadata.occurredOn,
      cause: data.cause.text,
      adoptedBy: data.adoptedBy,
      adoptedOn: data.adoptedOn,
      dueOn: data.dueOn ?? null,
      approved: false,
      approvedOn: null,
      returnedOn: null,
      measures: data.measures.map(measureView),
    },
    separation: { ...separation, plannedBy: metadata.actor },
  })),
  PlanApproved: own(({ metadata }, { plan }) =>
    plan === null
      ? {}
      : {
          plan: { ...plan, approved: true, approvedOn: metadata.occurredOn },
          returnedFor: null,
        },
  ),
  PlanReturned: own(({ data, metadata }, { plan }) => ({
    plan: plan && { ...plan, returnedOn: metadata.occurredOn },
    returnedFor: { on: metadata.occurredOn, reason: data.reason.text },
  })),
  MeasureProgressed: own(({ data, metadata, revision }, { plan }) => ({
    plan:
      plan &&
      withProgress(plan, data.measure, {
        revision,
        on: metadata.occurredOn,
        words: data.words.text,
        done: data.done,
        evidence: data.evidence.map(evidenceView),
      }),
  })),
  ExtensionRequested: own(({ data, metadata }, { extensions, separation }) => ({
    extensions: [
      ...extensions,
      {
        extension: data.extension,
        askedOn: metadata.occurredOn,
        dueOn: data.dueOn,
        reason: data.reason.text,
        outcome: null,
        decidedOn: null,
        formerDueOn: null,
        refusedFor: null,
      },
    ],
    openExtension: data.extension,
    separation: { ...separation, extensionAskedBy: metadata.actor },
  })),
  ExtensionGranted: own(({ data, metadata }, { extensions, plan, separation }) => ({
    extensions: decided(extensions, data.extension, {
      outcome: 'granted',
      decidedOn: metadata.occurredOn,
      dueOn: data.dueOn,
      formerDueOn: data.formerDueOn,
    }),
    openExtension: null,
    separation: without(separation, 'extensionAskedBy'),
    plan: plan && withExtension(plan, data.formerDueOn, data.dueOn),
  })),
  ExtensionRefused: own(({ data, metadata }, { extensions, separation }) => ({
    extensions: decided(extensions, data.extension, {
      outcome: 'refused',
      decidedOn: metadata.occurredOn,
      refusedFor: data.reason.text,
    }),
    openExtension: null,
    separation: without(separation, 'extensionAskedBy'),
  })),
};
