import { isInForce } from '#event-sourcing/amendments/amendment.js';
import { valueAt } from '#event-sourcing/amendments/json-pointer.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import type { GoalEvent } from '#goals/events.js';
import { GOAL_ACT_NAMES, goalActRow, goalStatusAfter, type GoalStatus } from '#goals/published/states.js';
import type { ProblemEvent } from '#problems/events.js';
import { actRow, PROBLEM_ACT_NAMES, statusAfter, type ProblemStatus } from '#problems/published/states.js';
import type { EntryStream } from './entry-stream.js';
import { restsOn, type Rest } from './rests-on.js';

/** An act of a table of states: from where it may be done, and where it leads. */
interface Act {
  readonly from: readonly string[];
  readonly event: string;
}

const ACTS: readonly Act[] = [...PROBLEM_ACT_NAMES.map(actRow), ...GOAL_ACT_NAMES.map(goalActRow)];
const BY_EVENT: ReadonlyMap<string, Act> = new Map(ACTS.map((act) => [act.event, act]));

/** The status after an event of a problem or a goal; of other streams none. */
const after = (status: string | undefined, event: RecordedEvent): string | undefined => {
  // The streams of problems and goals hold their events, and a status is what the same table gave before.
  if (event.stream.startsWith('problem-')) {
    const { type, data } = event as RecordedEvent<ProblemEvent>;
    return statusAfter(status as ProblemStatus | undefined, type, data);
  }
  if (!event.stream.startsWith('goal-')) return undefined;
  return goalStatusAfter(status as GoalStatus | undefined, (event as RecordedEvent<GoalEvent>).type);
};

const agree = (a: RecordedEvent, b: RecordedEvent, same: readonly string[]): boolean =>
  same.every((field) => valueAt(a.data, `/${field}`) === valueAt(b.data, `/${field}`));

const isHeld = (entry: RecordedEvent, { on, same = [], each }: Rest, all: EntryStream, left: EntryStream): boolean => {
  const isBasis = (other: RecordedEvent): boolean =>
    other.revision < entry.revision && on.some((type) => type === other.type) && agree(other, entry, same);
  return each === true ? all.filter(isBasis).every((basis) => left.includes(basis)) : left.some(isBasis);
};

/** Revisions of entries that stand on nothing, or that the table of states does not have at their place. */
const hanging = (left: EntryStream, all: EntryStream): ReadonlySet<number> => {
  const found = new Set<number>();
  let status: string | undefined;
  for (const entry of left) {
    const act = BY_EVENT.get(entry.type);
    if (act !== undefined && !act.from.includes(status ?? '')) found.add(entry.revision);
    if (!(restsOn(entry.type) ?? []).every((rest) => isHeld(entry, rest, all, left))) found.add(entry.revision);
    status = after(status, entry);
  }
  return found;
};

/** Entries of the stream that would hang in the air if these were voided, and do not yet. */
export const builtUpon = (entries: EntryStream, voided: ReadonlySet<number>): EntryStream => {
  const all = entries.filter(isInForce);
  const left = all.filter(({ revision }) => !voided.has(revision));
  const [before, now] = [hanging(all, all), hanging(left, all)];
  return left.filter(({ revision }) => now.has(revision) && !before.has(revision));
};
