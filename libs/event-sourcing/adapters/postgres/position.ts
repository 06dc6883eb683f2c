import { InvalidPosition } from '../../event-store.js';
import type { Position } from '../../event.js';

const DECIMAL = /^(0|[1-9][0-9]{0,18})$/;
const MAX_BIGINT = 9_223_372_036_854_775_807n;

/** Place of the first event minus one: before the log. */
export const BEGINNING = '0' as Position;

/** @throws InvalidPosition */
export function parsePosition(text: string): Position {
  if (!DECIMAL.test(text) || BigInt(text) > MAX_BIGINT)
    throw new InvalidPosition(`"${text}" is no position of this log`);
  // Checked just above: this is the one place where a text becomes a position.
  return text as Position;
}

/** Decimal without leading zeros: the longer is the greater, equally long ones compare as text. */
export function comparePositions(a: Position, b: Position): number {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
