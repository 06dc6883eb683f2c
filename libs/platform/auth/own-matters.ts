import type { ActName } from '#access/acts.js';
import type { Role } from '#access/roles.js';
import type { Principal } from './principal.js';

interface InBoth {
  readonly zh: string;
  readonly en: string;
}

/** How much waits for one act. */
export interface WaitingCount extends InBoth {
  readonly act: ActName;
  readonly count: number;
  /** By light, as far as there are any. */
  readonly byLight: Readonly<Record<string, number>>;
}

/** What waits for one role that is held. */
export interface RoleWaiting extends InBoth {
  readonly role: Role;
  /** Units for which it is held; null for the whole organisation. */
  readonly units: readonly string[] | null;
  readonly waiting: readonly WaitingCount[];
}

/** Part of what somebody is told of himself that the contexts know. Told to nobody else. */
export interface OwnMattersView {
  /** By role; null while what it is counted in is being built. */
  readonly waiting: readonly RoleWaiting[] | null;
  /** Addresses where the roles held find what is theirs, by what is found there. */
  readonly links: Readonly<Record<string, string>>;
}

/** A program without business has none. */
export abstract class OwnMatters {
  abstract of(principal: Principal): Promise<OwnMattersView>;
}
