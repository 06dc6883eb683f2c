import type { EndingEvent } from '#branches/published/passed.js';
import { passes } from '#branches/published/passed.js';
import { levelOf, narrowest } from '#access/levels.js';
import type { EventsOf, Recorded } from '#event-sourcing/event.js';
import type { Handlers } from '#event-sourcing/projection/projection.js';
import type { OversightEvents } from '#oversight/events.js';
import type { ReportEvents, ReviewEvents } from '#reviews/events.js';
import type { ProblemEvent, ProblemEvents } from '../../events.js';
import { changed, own, type Change } from './change.js';
import type { LedgerRow } from './ledger-row.js';

export type LedgerEvent =
  | ProblemEvent
  | EventsOf<Pick<ReportEvents, 'ProblemFlagged' | 'ProblemRestated' | 'ProblemSplit' | 'ProblemsMerged'>>
  | EventsOf<Pick<ReviewEvents, 'CommonProblemRaised' | 'CommonChildRestated' | 'ProblemListApproved'>>
  | EventsOf<Pick<OversightEvents, 'ReminderIssued'>>
  | EndingEvent;

const passing = passes<LedgerRow>('problem', (row, id, passed) =>
  changed(row, id, { passed: { ...row?.passed, ...passed } }),
);

/** Where a problem comes from, that it is on the approved list, and to whom it passed on. */
export const sourceHandlers: Handlers<LedgerRow, LedgerEvent> = {
  ProblemFlagged: {
    keys: ({ data }) => [data.problem],
    fold: (row, event, id) => {
      const { data, metadata } = event;
      return changed(row, id, {
        no: data.no,
        year: data.year,
        branch: data.branch,
        source: 'review',
        statement: data.statement.text,
        level: levelOf(event),
        category: data.category,
        comment: data.comment,
        spoken: data.statement.text,
        recurrenceOf: data.recurrenceOf ?? null,
        raisedOn: metadata.occurredOn,
        leadNamed: data.lead,
      });
    },
  },
  CommonProblemRaised: {
    keys: ({ data }) => data.children.map(({ problem }) => problem),
    fold: (row, event, id) => {
      const { data, metadata } = event;
      const child = data.children.find(({ problem }) => problem === id);
      return (
        child &&
        changed(row, id, {
          no: child.no,
          year: data.year,
          branch: child.branch,
          source: 'common',
          statement: data.statement.text,
          level: levelOf(event),
          category: data.category,
          common: data.common,
          spoken: data.statement.text,
          raisedOn: metadata.occurredOn,
          leadNamed: child.lead ?? { kind: 'branch', code: child.branch },
        })
      );
    },
  },
  CommonChildRestated: {
    keys: ({ data }) => [data.problem],
    fold: (row, event, id) =>
      changed(row, id, {
        statement: event.data.statement.text,
        level: narrowest([row?.level ?? 'public', levelOf(event)]),
        restatedOn: event.metadata.occurredOn,
      }),
  },
  ProblemListApproved: {
    keys: ({ data }) => data.problems,
    fold: (row, { data, metadata }, id) =>
      changed(row, id, { listedOn: metadata.occurredOn, listNumber: data.documentNumber }),
  },
  ReminderIssued: {
    keys: ({ data: { subject } }) => (subject.kind === 'problem' ? [subject.id] : []),
    fold: (row, { metadata: { occurredOn } }, id) =>
      changed(row, id, {
        reminders: (row?.reminders ?? 0) + 1,
        remindedOn: [row?.remindedOn ?? '', occurredOn].sort().at(-1) ?? null,
      }),
  },
  ...passing,
  ProblemRaised: own((event) => ({ ...raised(event), level: levelOf(event) })),
};

const raised = ({ data, metadata }: Recorded<EventsOf<Pick<ProblemEvents, 'ProblemRaised'>>>): Change => ({
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
});
