import type { EndingEvent } from '#branches/published/passed.js';
import { isInForce } from '#event-sourcing/amendments/amendment.js';
import { valueAt } from '#event-sourcing/amendments/json-pointer.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { goalStream, requirementStream } from '#goals/events.js';
import { problemStream } from '#problems/events.js';
import { reportStream, reviewStream, type ItemRef } from '#reviews/events.js';
import { parseItem } from '#text/item-number.js';

/** Another stream in which something may rest on an entry. */
export interface Elsewhere {
  readonly stream: string;
  readonly restsOnIt: (event: RecordedEvent) => boolean;
}

const any = (): boolean => true;

/** Where a flagged problem was parted or merged: in the same stream, and not to be voided there. */
const worded = ({ stream }: RecordedEvent, id: string): Elsewhere => ({
  stream,
  restsOnIt: ({ type, data }) => {
    if (type === 'ProblemSplit') return valueAt(data, '/problem') === id;
    const merged = valueAt(data, '/merged');
    return (
      type === 'ProblemsMerged' && (valueAt(data, '/into') === id || (Array.isArray(merged) && merged.includes(id)))
    );
  },
});

const callsFor =
  (id: string) =>
  (event: RecordedEvent): boolean => {
    const items = valueAt(event.data, '/items');
    const names = (item: unknown): boolean => typeof item === 'object' && item !== null && valueAt(item, '/id') === id;
    return event.type === 'AnswersCalledFor' && Array.isArray(items) && items.some(names);
  };

/** Where an item is named in lists: on the approved list of its review, and among what the next report must answer. */
const namedIn = (id: string): readonly Elsewhere[] => {
  const { year = 0, branch } = parseItem(id) ?? {};
  const lists = (event: RecordedEvent): boolean => {
    const problems = valueAt(event.data, '/problems');
    return event.type === 'ProblemListApproved' && Array.isArray(problems) && problems.includes(id);
  };
  const next = branch === undefined ? [] : [{ stream: reportStream(year + 1, branch), restsOnIt: callsFor(id) }];
  return [{ stream: reviewStream(year), restsOnIt: lists }, ...next];
};

const textAt = (event: RecordedEvent, field: string): string => {
  const value = valueAt(event.data, `/${field}`);
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
};

const STREAM_OF: Readonly<Record<ItemRef['kind'], (id: string) => string>> = {
  problem: problemStream,
  goal: goalStream,
  requirement: requirementStream,
};
const OF_A_UNIT: readonly string[] = ['branch-secretary', 'branch-clerk'];

/** What successors did with the items of a branch that ended: since its last day, and in their reports. */
const bySuccessors = ({ code, on, items }: EndingEvent['data']): readonly Elsewhere[] =>
  items.flatMap(({ kind, id, successor }) => {
    const acted = ({ data, metadata }: RecordedEvent): boolean =>
      metadata.occurredOn >= on &&
      OF_A_UNIT.includes(metadata.role) &&
      (kind !== 'requirement' || valueAt(data, '/unit') === code);
    const year = Number(on.slice(0, 4));
    // A meeting may be held in the year after the one that it is about.
    const reports = [year - 1, year].map((of) => ({ stream: reportStream(of, successor), restsOnIt: callsFor(id) }));
    return [{ stream: STREAM_OF[kind](id), restsOnIt: acted }, ...reports];
  });

/** Other streams in which something may rest on an entry. */
export const elsewhere = (entry: RecordedEvent): readonly Elsewhere[] => {
  switch (entry.type) {
    case 'ProblemFlagged': {
      const id = textAt(entry, 'problem');
      return [{ stream: problemStream(id), restsOnIt: any }, worded(entry, id), ...namedIn(id)];
    }
    case 'ProblemRaised':
    case 'ProblemTakenOver':
      return namedIn(textAt(entry, 'problem'));
    case 'GoalAssigned': {
      const id = textAt(entry, 'goal');
      return [{ stream: goalStream(id), restsOnIt: any }, ...namedIn(id)];
    }
    case 'GoalTakenOver':
      return namedIn(textAt(entry, 'goal'));
    case 'RequirementIssued':
      return [{ stream: requirementStream(textAt(entry, 'requirement')), restsOnIt: any }];
    case 'ProblemListApproved': {
      const problems = valueAt(entry.data, '/problems');
      const ids = Array.isArray(problems) ? problems.filter((id) => typeof id === 'string') : [];
      return ids.map((id) => ({ stream: problemStream(id), restsOnIt: any }));
    }
    case 'BranchEnrolled':
      return [{ stream: reportStream(Number(textAt(entry, 'year')), textAt(entry, 'branch')), restsOnIt: any }];
    case 'BranchMerged':
    case 'BranchSplit':
    case 'BranchDissolved':
      return bySuccessors((entry as RecordedEvent<EndingEvent>).data);
    default:
      return [];
  }
};

/** Events of another stream that rest on an entry. */
export const restingThere = ({ restsOnIt }: Elsewhere, events: readonly RecordedEvent[]): readonly RecordedEvent[] =>
  events.filter((event) => isInForce(event) && restsOnIt(event));
