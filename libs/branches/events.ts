import type { EventsOf, FreeText } from '#event-sourcing/event.js';
import type { ItemRef } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';

export const POSTS = ['secretary', 'deputy-secretary', 'committee-member', 'clerk'] as const;
export type Post = (typeof POSTS)[number];

/** An open item, and the successor that answers for it. */
export interface PassedItem extends ItemRef {
  readonly successor: string;
}

/** How a branch ended, by a decision of the committee. Its code is never used again, and its figures stay with it. */
export interface Ending {
  readonly code: string;
  /** Last day of its holders' access; what occurs on this day or later is for the successors to do. */
  readonly on: LocalDate;
  /** Of the decision. */
  readonly documentNumber: string;
  readonly successors: readonly string[];
  /** One of them: answers for whatever is not named, raised at the same moment or reopened later. */
  readonly mainSuccessor: string;
  readonly items: readonly PassedItem[];
}

/** Stream `branch-<code>`. Holders are random person ids; names are joined when shown. */
export type BranchEvents = {
  BranchEstablished: { code: string; name: string; parentUnit?: string };
  BranchRenamed: { code: string; name: string; formerName: string };
  /** The holder of a post from a day on; `acting` 代理主持. */
  OfficeHolderAppointed: { code: string; post: Post; person: string; acting: boolean; from: LocalDate };
  /** `until` is the last day of access; the post is vacant 空缺 until somebody is appointed. */
  OfficeHolderReleased: { code: string; post: Post; person: string; until: LocalDate; reason?: FreeText };
  /** 交接: `items` is the open list that the new holder acknowledged. `from` is absent where the post was vacant. */
  HandoverRecorded: {
    code: string;
    post: Post;
    from?: string;
    to: string;
    on: LocalDate;
    items: readonly ItemRef[];
  };
  /** 合并, into one other branch. */
  BranchMerged: Ending;
  /** 分设: several branches take its place. */
  BranchSplit: Ending;
  /** 撤销. */
  BranchDissolved: Ending & { readonly reason?: FreeText };
};
export type BranchEvent = EventsOf<BranchEvents>;

export const branchStream = (code: string): string => `branch-${code}`;
