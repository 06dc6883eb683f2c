import type { Load } from '#event-sourcing/command.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { readGoalStanding, readRequirementStanding } from '#goals/published/pursuit-standing.js';
import { readProblemStanding } from '#problems/published/problem-standing.js';
import { parseItem } from '#text/item-number.js';
import type { Standings } from '../domain/open-items.js';
import type { ItemStanding } from '../published/item-standing.js';

interface Naming {
  readonly code: string;
  readonly items: readonly { readonly item: string }[];
  readonly context: CommandContext;
}

/** Each item that the request names, from the item's own streams. */
export const readStandings = async ({ code, items, context }: Naming, load: Load): Promise<Standings> => {
  const standings = new Map<string, ItemStanding>();
  for (const { item } of items) {
    const standing = await standingOf(item, code, load, context.occurredOn);
    if (standing !== undefined) standings.set(item, standing);
  }
  return standings;
};

const standingOf = (id: string, code: string, load: Load, day: string): Promise<ItemStanding | undefined> => {
  switch (parseItem(id)?.sort) {
    case 'goal':
      return readGoalStanding(id, load, day);
    case 'requirement':
      return readRequirementStanding(id, code, load, day);
    default:
      return readProblemStanding(id, load, day);
  }
};
