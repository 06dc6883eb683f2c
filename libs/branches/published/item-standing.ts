import type { Level } from '#access/levels.js';

/** A problem, goal or requirement as its own streams tell it on one day. */
export interface ItemStanding {
  readonly open: boolean;
  /** Codes of the branches that answer for it. */
  readonly answeredBy: readonly string[];
  /** Of a problem. */
  readonly level?: Level;
}
