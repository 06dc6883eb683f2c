import { InvalidPosition } from '../../event-store.js';
import type { Position } from '../../event.js';

const HALF = '(0|[1-9][0-9]{0,18})';
const BOTH = new RegExp(`^${HALF}/${HALF}$`);
const MAX_BIGINT = 9_223_372_036_854_775_807n;

/** Before the log. */
export const BEGINNING = '0/0' as Position;

/** Both halves, decimal: an event is found again only with both. */
export interface Halves {
  readonly commit: string;
  readonly prepare: string;
}

/** Of numbers that the server gave. */
// The one place besides `parsePosition` where a text becomes a position.
export const positionOf = ({ commit, prepare }: Halves): Position => `${commit}/${prepare}` as Position;

export function halvesOf(position: Position): Halves {
  const slash = position.indexOf('/');
  return { commit: position.slice(0, slash), prepare: position.slice(slash + 1) };
}

/** @throws InvalidPosition */
export function parsePosition(text: string): Position {
  const [, commit, prepare] = BOTH.exec(text) ?? [];
  if (commit === undefined || prepare === undefined || BigInt(commit) > MAX_BIGINT || BigInt(prepare) > MAX_BIGINT)
    throw new InvalidPosition(`"${text}" is no position of this log`);
  return positionOf({ commit, prepare });
}

export function comparePositions(a: Position, b: Position): number {
  if (a === b) return 0;
  const [one, other] = [halvesOf(a), halvesOf(b)];
  return compareDecimal(one.commit, other.commit) || compareDecimal(one.prepare, other.prepare);
}

/** Without leading zeros the longer is the greater, equally long ones compare as text. */
function compareDecimal(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
