/** Ids and numbers of problems, goals and requirements, published to the other contexts. */
export { itemId, itemNo, parseItem } from '#text/item-number.js';
export type { ItemNumber, ItemSort } from '#text/item-number.js';
