import type { Handlers } from '#event-sourcing/projection/projection.js';
import type { ReportEvent, ReviewEvent } from '../../events.js';
import { enrolment, said, without } from './change.js';
import type { OverviewRow } from './overview-row.js';

type Events =
  | Extract<ReviewEvent, { type: 'BranchEnrolled' | 'EnrolmentModeChanged' | 'CommentatorNamed' }>
  | Extract<
      ReportEvent,
      {
        type:
          | 'AnswersCalledFor'
          | 'ReportSubmitted'
          | 'ReportReturned'
          | 'ReportAccepted'
          | 'ReportDelivered'
          | 'MissingAnswerSupplied'
          | 'MissingAnswerExcused';
      }
    >;

/** Enrolment, and the report up to its delivery. */
export const reportHandlers: Handlers<OverviewRow, Events> = {
  BranchEnrolled: enrolment(({ data: { mode, commentator, substitutes } }) => ({
    mode,
    parts: { commentator, substitutes },
  })),
  EnrolmentModeChanged: enrolment(({ data: { mode } }) => ({ mode })),
  CommentatorNamed: enrolment(({ data: { commentator, substitutes } }) => ({ parts: { commentator, substitutes } })),
  AnswersCalledFor: said((_row, { data }) => ({ toAnswer: data.items })),
  ReportSubmitted: said((_row, { data, metadata }) => ({
    status: 'submitted',
    submittedOn: metadata.occurredOn,
    acceptedOn: null,
    detail: {
      body: data.body.text,
      answers: data.answers.map(({ item, answer }) => ({ item, answer: answer.text })),
    },
  })),
  ReportReturned: said((_row, { data }) => ({ status: 'returned', detail: { returnedFor: data.reason.text } })),
  ReportAccepted: said((_row, { metadata }) => ({
    status: 'accepted',
    acceptedOn: metadata.occurredOn,
    detail: { returnedFor: null },
  })),
  ReportDelivered: said((_row, { data: { mode, deliveredBy, acting, unanswered }, metadata }) => ({
    status: 'delivered',
    deliveredOn: metadata.occurredOn,
    deliveredMode: mode,
    unanswered,
    detail: { delivery: { deliveredBy, acting } },
  })),
  MissingAnswerSupplied: said(({ unanswered, detail }, { data: { item, answer } }) => ({
    unanswered: without(unanswered, item),
    detail: { supplied: [...detail.supplied, { item, answer: answer.text }] },
  })),
  MissingAnswerExcused: said(({ unanswered, detail }, { data: { item, reason } }) => ({
    unanswered: without(unanswered, item),
    detail: { excused: [...detail.excused, { item, reason: reason.text }] },
  })),
};
