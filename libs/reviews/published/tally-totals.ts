import type { GroupTally, ItemTally } from '../events.js';

type Votes = Omit<ItemTally, 'item'>;
const VOTES = ['good', 'fairlyGood', 'fair', 'poor', 'abstained'] as const satisfies readonly (keyof Votes)[];

const sumOf = <Part>(parts: readonly Part[], of: (part: Part) => number): number =>
  parts.reduce((sum, part) => sum + of(part), 0);

const itemTotals = (item: string, entries: readonly ItemTally[]): ItemTally => {
  const own = entries.filter((entry) => entry.item === item);
  const [good = 0, fairlyGood = 0, fair = 0, poor = 0, abstained = 0] = VOTES.map((vote) =>
    sumOf(own, (entry) => entry[vote]),
  );
  return { item, good, fairlyGood, fair, poor, abstained };
};

/** The votes of all rater groups together, item by item; all that a reader may see who sees totals only. */
export const tallyTotals = (groups: readonly GroupTally[]): Omit<GroupTally, 'groups'> => {
  const entries = groups.flatMap(({ items }) => items);
  const items = [...new Set(entries.map(({ item }) => item))];
  return {
    entitledPresent: sumOf(groups, (group) => group.entitledPresent),
    issued: sumOf(groups, (group) => group.issued),
    returned: sumOf(groups, (group) => group.returned),
    invalid: sumOf(groups, (group) => group.invalid),
    items: items.map((item) => itemTotals(item, entries)),
  };
};
