import { concernedBy } from '#chronicle/published/concerned.js';
import { valueAt } from '#event-sourcing/amendments/json-pointer.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { oversightStream } from '#oversight/events.js';
import { problemStream } from '#problems/events.js';
import { reportStream } from '#reviews/events.js';
import { parseItem } from '#text/item-number.js';
import type { Elsewhere } from './elsewhere.js';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A branch or a department somewhere in what an event says. */
const namesUnit = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  if ('kind' in value && 'code' in value) return value.kind === 'branch' || value.kind === 'department';
  return Object.values(value).some(namesUnit);
};

/** By type, where an event names the units that are to act on it. */
const ASKING: Readonly<Record<string, readonly string[]>> = {
  ProblemDispatched: ['/lead'],
  PlanSubmitted: ['/measures'],
  InstructionGiven: ['/addressee'],
};

/** Still with the office when it was taken over. */
const isWaiting = ({ data }: RecordedEvent): boolean => valueAt(data, '/status') === 'listed';

/** Whether a branch or a department was given something to do, which it then must be able to read. */
export const asksOfUnit = (event: RecordedEvent): boolean => {
  const places =
    event.type === 'ProblemTakenOver' && !isWaiting(event) ? ['/lead', '/measures'] : (ASKING[event.type] ?? []);
  return places.some((place) => namesUnit(valueAt(event.data, place)));
};

/** Years after its own in which an open problem is looked for among what a report answers. */
const CARRIED = [1, 2, 3, 4, 5];

const calls =
  (id: string) =>
  ({ type, data }: RecordedEvent): boolean => {
    const items = valueAt(data, '/items');
    return (
      type === 'AnswersCalledFor' &&
      Array.isArray(items) &&
      items.some((item) => isObject(item) && 'id' in item && item.id === id)
    );
  };

/** Where units may have been asked to act on what an entry told: in the problem's own stream, and for the next report. */
export const asksElsewhere = (entry: RecordedEvent): readonly Elsewhere[] =>
  concernedBy(entry).tells.flatMap((id) => {
    const { year, branch } = parseItem(id) ?? {};
    if (year === undefined || branch === undefined) return [];
    const next = CARRIED.map((years) => ({ stream: reportStream(year + years, branch), restsOnIt: calls(id) }));
    const streams = [problemStream(id), oversightStream(id)];
    return [...streams.map((stream) => ({ stream, restsOnIt: asksOfUnit })), ...next];
  });
