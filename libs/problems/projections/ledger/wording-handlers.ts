import { levelOf, narrowest, type Level } from '#access/levels.js';
import type { Handlers } from '#event-sourcing/projection/projection.js';
import type { ReportEvents } from '#reviews/events.js';
import type { EventsOf, Recorded } from '#event-sourcing/event.js';
import type { Change } from './change.js';
import { changed } from './change.js';
import { emptyRow } from './ledger-row.js';
import type { LedgerRow } from './ledger-row.js';

type Events = EventsOf<Pick<ReportEvents, 'ProblemRestated' | 'ProblemSplit' | 'ProblemsMerged'>>;

type Split = ReportEvents['ProblemSplit'];

/** The first part is the problem itself in other words; the others begin here. */
const part = ({ problem, year, branch, comment, spoken, flaggedOn, parts }: Split, id: string, on: string): Change => {
  const own = parts.find((each) => each.problem === id);
  if (own === undefined) return {};
  const worded = { statement: own.statement.text, category: own.category, leadNamed: own.lead, restatedOn: on };
  if (id === problem) return worded;
  return {
    ...worded,
    no: own.no,
    year,
    branch,
    source: 'review',
    comment,
    splitFrom: problem,
    spokenIn: spoken,
    recurrenceOf: own.recurrenceOf ?? null,
    raisedOn: flaggedOn,
  };
};

/** Said anew, it is shown to no more than could read it before. */
const levelAfter = (row: LedgerRow | undefined, event: Recorded<Events>): { readonly level: Level } => ({
  level: narrowest([...(row === undefined ? [] : [row.level]), levelOf(event)]),
});

/** From the words of the comment to those of the list. */
export const wordingHandlers: Handlers<LedgerRow, Events> = {
  ProblemRestated: {
    keys: ({ data }) => [data.problem],
    fold: (row, event, id) =>
      changed(row, id, {
        statement: event.data.statement.text,
        ...levelAfter(row, event),
        restatedOn: event.metadata.occurredOn,
        ...(event.data.category === undefined ? {} : { category: event.data.category }),
      }),
  },
  ProblemSplit: {
    keys: ({ data }) => data.parts.map(({ problem }) => problem),
    fold: (row, event, id) => {
      const { data, metadata } = event;
      const level = id === data.problem ? levelAfter(row, event) : { level: levelOf(event) };
      return changed(row, id, { ...part(data, id, metadata.occurredOn), ...level });
    },
  },
  ProblemsMerged: {
    keys: ({ data }) => [data.into, ...data.merged],
    fold: (row, event, id) => {
      const { data } = event;
      const { occurredOn } = event.metadata;
      if (id !== data.into) return changed(row, id, { mergedInto: data.into, mergedOn: occurredOn });
      const { mergedFrom } = row ?? emptyRow(id);
      const worded = data.statement === undefined ? {} : { statement: data.statement.text, restatedOn: occurredOn };
      return changed(row, id, { mergedFrom: [...mergedFrom, ...data.merged], ...worded, ...levelAfter(row, event) });
    },
  },
};
