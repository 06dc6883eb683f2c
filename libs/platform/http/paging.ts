import { fault } from './fault.js';
import { invalidRequest } from './request-problem.js';

/** What the last item of a page is ordered by, and whatever the next page must share with it. */
export type CursorParts = readonly (string | number | null)[];

/** `next` is the cursor of the following page; absent on the last one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

export const encodeCursor = (parts: CursorParts): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/**
 * The parts of a cursor.
 * @throws RequestProblem when the text is no cursor of `length` parts.
 */
export function decodeCursor(text: string, length: number): CursorParts {
  const parts = parse(text);
  if (parts?.length !== length) throw invalidRequest([fault('cursor-invalid', {}, 'cursor')]);
  return parts;
}

function parse(text: string): CursorParts | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(value) && value.every(isPart) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isPart = (value: unknown): value is string | number | null =>
  value === null || typeof value === 'string' || typeof value === 'number';

/** One page of rows that were read with `limit + 1`. */
export function pageOf<Row>(rows: readonly Row[], limit: number, cursor: (last: Row) => CursorParts): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, next: encodeCursor(cursor(last)) } : { items };
}
