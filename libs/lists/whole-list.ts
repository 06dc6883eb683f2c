import { DomainError } from '#event-sourcing/decider.js';
import type { ItemPlace, ListRequest } from './published/list-source.js';

/** Lines of a list that is taken as a whole. */
export const MAX_LINES = 20_000;
const PAGE = 500;

/**
 * Every item of a list, page by page, so that other requests are answered in between.
 *
 * @throws DomainError `list-exceeds-lines`: it must be narrowed down.
 */
export const wholeList = async <Item extends ItemPlace>(
  request: Omit<ListRequest, 'after' | 'limit'>,
  page: (request: ListRequest) => Promise<readonly Item[]>,
  linesOf: (item: Item) => number = () => 1,
): Promise<readonly Item[]> => {
  const all: Item[] = [];
  let lines = 0;
  let after: ItemPlace | undefined;
  for (;;) {
    const rows = await page({ ...request, limit: PAGE, ...(after === undefined ? {} : { after }) });
    const items = rows.slice(0, PAGE);
    all.push(...items);
    lines += items.reduce((sum, item) => sum + linesOf(item), 0);
    if (lines > MAX_LINES) throw new DomainError('list-exceeds-lines', { max: MAX_LINES }, undefined, 'invalid');
    after = items.at(-1);
    if (rows.length <= PAGE) return all;
  }
};
