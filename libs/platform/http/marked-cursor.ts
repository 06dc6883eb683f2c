import { fault } from './fault.js';
import { decodeCursor } from './paging.js';
import type { CursorParts } from './paging.js';
import { invalidRequest } from './request-problem.js';

/**
 * The place after which the next page begins. Pages of one list must go by one day, policy and order: a cursor of
 * yesterday would skip what changed its light overnight.
 * @throws RequestProblem `cursor-outdated` within `request-invalid`: the list is to be read from the start.
 */
export const placeAfter = (cursor: string, mark: string, keys: number): CursorParts => {
  const [given, ...place] = decodeCursor(cursor, keys + 1);
  if (given !== mark) throw invalidRequest([fault('cursor-outdated', {}, 'cursor')]);
  return place;
};
