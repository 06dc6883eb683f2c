import type { EventsOf, Recorded } from '#event-sourcing/event.js';
import type { ItemRef } from '#reviews/events.js';
import { branchStream, type BranchEvents, type PassedItem } from '../events.js';

/** The events by which branches end; a read model of items takes the items that they name. */
export type EndingEvent = EventsOf<Pick<BranchEvents, 'BranchMerged' | 'BranchSplit' | 'BranchDissolved'>>;

/** Of one item: by the code of a branch that ended, the successor to which it passed. */
export type Passed = Readonly<Record<string, string>>;

/** The streams of branches that may have ended, and of those to which they passed this item on. */
export const endingStreams = (codes: readonly (string | null)[], passed: readonly Passed[]): readonly string[] =>
  [...codes, ...passed.flatMap((each) => Object.values(each))].flatMap((code) =>
    code === null ? [] : branchStream(code),
  );

/** Where an item that was told to a branch has come to; the order in which the passings were seen plays no part. */
export const heirOf = (code: string, passed: Passed): string => {
  const seen = new Set<string>();
  let heir = code;
  for (let next = passed[heir]; next !== undefined && !seen.has(heir); next = passed[heir]) {
    seen.add(heir);
    heir = next;
  }
  return heir;
};

/** Of all passings, those by which something came from these branches to where it is. */
export const passingsOf = (codes: readonly string[], all: Passed): Passed => {
  const found = new Map<string, string>();
  for (const first of codes)
    for (let code = first, next = all[code]; next !== undefined && !found.has(code); next = all[code]) {
      found.set(code, next);
      code = next;
    }
  return Object.fromEntries(found);
};

/** The branches in whose place a branch has come, by what passed to main successors. */
export const predecessorsOf = (code: string, main: Passed): readonly string[] =>
  Object.keys(main).filter((each) => each !== code && heirOf(each, main) === code);

interface PassingHandler<Row> {
  readonly keys: (event: Recorded<EndingEvent>) => readonly string[];
  readonly fold: (row: Row | undefined, event: Recorded<EndingEvent>, key: string) => Row | undefined;
}

/** Handlers for a read model whose rows are the items of one kind, under the key that `keyOf` makes of each. */
export const passes = <Row>(
  kind: ItemRef['kind'],
  change: (row: Row | undefined, key: string, passed: Passed) => Row,
  keyOf: (item: PassedItem, code: string) => string = ({ id }) => id,
): Readonly<Record<EndingEvent['type'], PassingHandler<Row>>> => {
  const ofKind = ({ data }: Recorded<EndingEvent>) => data.items.filter((item) => item.kind === kind);
  const handler: PassingHandler<Row> = {
    keys: (event) => ofKind(event).map((item) => keyOf(item, event.data.code)),
    fold: (row, event, key) => {
      const { code } = event.data;
      const item = ofKind(event).find((each) => keyOf(each, code) === key);
      return item === undefined ? row : change(row, key, { [code]: item.successor });
    },
  };
  return { BranchMerged: handler, BranchSplit: handler, BranchDissolved: handler };
};
