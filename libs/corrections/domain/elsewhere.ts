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

const textIn = (data: object, field: string): string => {
  const value = valueAt(data, `/${field}`);
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
};

/** Of a list of texts, or of a list of things that have one in a field of their own. */
const textsIn = (data: object, list: string, field?: string): readonly string[] => {
  const members = valueAt(data, `/${list}`);
  if (!Array.isArray(members)) return [];
  return members.flatMap((member: unknown) => {
    const text =
      field !== undefined && typeof member === 'object' && member !== null ? valueAt(member, `/${field}`) : member;
    return typeof text === 'string' ? [text] : [];
  });
};

/** Where problems were parted or merged later: in the same stream. */
const reshaped = (entry: RecordedEvent, ids: readonly string[]): Elsewhere => ({
  stream: entry.stream,
  restsOnIt: ({ revision, type, data }) => {
    if (revision <= entry.revision) return false;
    if (type === 'ProblemSplit') return ids.includes(textIn(data, 'problem'));
    return (
      type === 'ProblemsMerged' && [textIn(data, 'into'), ...textsIn(data, 'merged')].some((id) => ids.includes(id))
    );
  },
});

/** Where problems were put in words later: in the same stream. */
const restated = (entry: RecordedEvent, ids: readonly string[]): Elsewhere => ({
  stream: entry.stream,
  restsOnIt: ({ revision, type, data }) =>
    revision > entry.revision && type === 'ProblemRestated' && ids.includes(textIn(data, 'problem')),
});

/** Where something was done on an item. */
const actedOn = (id: string): Elsewhere => ({ stream: problemStream(id), restsOnIt: any });

const callsFor =
  (id: string) =>
  ({ type, data }: RecordedEvent): boolean =>
    type === 'AnswersCalledFor' && textsIn(data, 'items', 'id').includes(id);

/** Where an item is named in lists: on the approved list of its review, and among what the next report must answer. */
const namedIn = (id: string): readonly Elsewhere[] => {
  const { year = 0, branch } = parseItem(id) ?? {};
  const lists = ({ type, data }: RecordedEvent): boolean =>
    type === 'ProblemListApproved' && textsIn(data, 'problems').includes(id);
  const next = branch === undefined ? [] : [{ stream: reportStream(year + 1, branch), restsOnIt: callsFor(id) }];
  return [{ stream: reviewStream(year), restsOnIt: lists }, ...next];
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
      const id = textIn(entry.data, 'problem');
      return [actedOn(id), reshaped(entry, [id]), ...namedIn(id)];
    }
    case 'ProblemSplit': {
      const ids = textsIn(entry.data, 'parts', 'problem');
      return [reshaped(entry, ids), restated(entry, ids), ...ids.flatMap((id) => [actedOn(id), ...namedIn(id)])];
    }
    case 'ProblemsMerged': {
      const into = textIn(entry.data, 'into');
      return [reshaped(entry, [into]), restated(entry, [into]), actedOn(into), ...namedIn(into)];
    }
    case 'CommonProblemRaised':
      return textsIn(entry.data, 'children', 'problem').flatMap((id) => [actedOn(id), ...namedIn(id)]);
    case 'NoticeIssued': {
      const number = textIn(entry.data, 'noticeNumber');
      const under = ({ type, data }: RecordedEvent): boolean =>
        type === 'ProblemDispatched' && textIn(data, 'noticeNumber') === number;
      return textsIn(entry.data, 'problems').map((id) => ({ stream: problemStream(id), restsOnIt: under }));
    }
    case 'ProblemRaised':
    case 'ProblemTakenOver':
      return namedIn(textIn(entry.data, 'problem'));
    case 'GoalAssigned': {
      const id = textIn(entry.data, 'goal');
      return [{ stream: goalStream(id), restsOnIt: any }, ...namedIn(id)];
    }
    case 'GoalTakenOver':
      return namedIn(textIn(entry.data, 'goal'));
    case 'RequirementIssued':
      return [{ stream: requirementStream(textIn(entry.data, 'requirement')), restsOnIt: any }];
    case 'ProblemListApproved':
      return textsIn(entry.data, 'problems').map(actedOn);
    case 'BranchEnrolled':
      return [
        { stream: reportStream(Number(textIn(entry.data, 'year')), textIn(entry.data, 'branch')), restsOnIt: any },
      ];
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
