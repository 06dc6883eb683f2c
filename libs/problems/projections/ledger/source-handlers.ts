import type { EventsOf } from '#event-sourcing/event.js';
import type { Handlers } from '#event-sourcing/projection/projection.js';
import type { ReportEvents, ReviewEvents } from '#reviews/events.js';
import type { ProblemEvent } from '../../events.js';
import { changed, own } from './change.js';
import type { LedgerRow } from './ledger-row.js';

export type LedgerEvent =
  | ProblemEvent
  | EventsOf<Pick<ReportEvents, 'ProblemFlagged' | 'ProblemRestated' | 'ProblemSplit' | 'ProblemsMerged'>>
  | EventsOf<Pick<ReviewEvents, 'CommonProblemRaised' | 'ProblemListApproved'>>;

/** Where a problem comes from, and that it is on the approved list. */
export const sourceHandlers: Handlers<LedgerRow, LedgerEvent> = {
  ProblemFlagged: {
    keys: ({ data }) => [data.problem],
    fold: (row, { data, metadata }, id) =>
      changed(row, id, {
        no: data.no,
        year: data.year,
        branch: data.branch,
        source: 'review',
        statement: data.statement.text,
        category: data.category,
        comment: data.comment,
        spoken: data.statement.text,
        recurrenceOf: data.recurrenceOf ?? null,
        raisedOn: metadata.occurredOn,
        leadNamed: data.lead,
      }),
  },
  CommonProblemRaised: {
    keys: ({ data }) => data.children.map(({ problem }) => problem),
    fold: (row, { data, metadata }, id) => {
      const child = data.children.find(({ problem }) => problem === id);
      return (
        child &&
        changed(row, id, {
          no: child.no,
          year: data.year,
          branch: child.branch,
          source: 'common',
          statement: data.statement.text,
          category: data.category,
          common: data.common,
          raisedOn: metadata.occurredOn,
          leadNamed: child.lead ?? { kind: 'branch', code: child.branch },
        })
      );
    },
  },
  ProblemListApproved: {
    keys: ({ data }) => data.problems,
    fold: (row, { data, metadata }, id) =>
      changed(row, id, { listedOn: metadata.occurredOn, listNumber: data.documentNumber }),
  },
  ProblemRaised: own(({ data, metadata }) => ({
    no: data.no,
    year: data.year,
    branch: data.branch,
    source: data.source,
    statement: data.statement.text,
    category: data.category,
    recurrenceOf: data.recurrenceOf ?? null,
    raisedOn: metadata.occurredOn,
    leadNamed: data.lead,
    listedOn: metadata.occurredOn,
  })),
};
