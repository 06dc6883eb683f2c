import type { EventsOf, FreeText } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';

export const POSTS = ['secretary', 'deputy-secretary', 'committee-member', 'clerk'] as const;
export type Post = (typeof POSTS)[number];

/** Stream `branch-<code>`. Holders are random person ids; names are joined when shown. */
export type BranchEvents = {
  BranchEstablished: { code: string; name: string; parentUnit?: string };
  BranchRenamed: { code: string; name: string; formerName: string };
  /** The holder of a post from a day on; `acting` 代理主持. */
  OfficeHolderAppointed: { code: string; post: Post; person: string; acting: boolean; from: LocalDate };
  /** `until` is the last day of access; the post is vacant 空缺 until somebody is appointed. */
  OfficeHolderReleased: { code: string; post: Post; person: string; until: LocalDate; reason?: FreeText };
};
export type BranchEvent = EventsOf<BranchEvents>;

export const branchStream = (code: string): string => `branch-${code}`;
