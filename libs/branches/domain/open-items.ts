import { DomainError } from '#event-sourcing/decider.js';
import type { ItemRef } from '#reviews/events.js';
import { parseItem } from '#text/item-number.js';
import type { ItemStanding } from '../published/item-standing.js';

/** By id; an item that does not exist is not in it. */
export type Standings = ReadonlyMap<string, ItemStanding>;

const refTo = (id: string, path: string): ItemRef => {
  const sort = parseItem(id)?.sort;
  if (sort === undefined) throw new DomainError('not-an-item', { item: id }, path, 'invalid');
  return { kind: sort === 'goal' || sort === 'requirement' ? sort : 'problem', id };
};

/**
 * The items named, each once, each open and answered for by the branch. Whether any was left out is not for the streams
 * to say: items cannot be listed without a read model, on which nothing is decided.
 */
export const openItems = (code: string, ids: readonly string[], standings: Standings): readonly ItemRef[] =>
  ids.map((id, index) => {
    const path = `items[${String(index)}].item`;
    if (ids.indexOf(id) !== index) throw new DomainError('item-repeated', { item: id }, path, 'invalid');
    const item = refTo(id, path);
    const standing = standings.get(id);
    if (standing?.answeredBy.includes(code) !== true)
      throw new DomainError('item-not-of-branch', { item: id, code }, path, 'invalid');
    if (!standing.open) throw new DomainError('item-settled', { item: id }, path);
    return item;
  });
