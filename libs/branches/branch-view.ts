import type { ItemRef } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import { POSTS, type Post } from './events.js';
import type { BranchRow, HoldingView } from './projections/branches/branches.projection.js';

export interface HolderView {
  readonly post: Post;
  readonly name: string | null;
  readonly acting: boolean;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
}

/** 交接: who took over from whom, and what was acknowledged. */
export interface HandoverView {
  readonly post: Post;
  /** Null where the post was vacant. */
  readonly from: { readonly name: string | null } | null;
  readonly to: { readonly name: string | null };
  readonly on: LocalDate;
  readonly items: readonly ItemRef[];
}

/** A branch with its posts as they are today and as they were, and what became of it. */
export interface BranchView extends Omit<BranchRow, 'posts' | 'handovers' | 'handoverSince'> {
  readonly posts: readonly HolderView[];
  /** 空缺: posts of which a branch has one and that nobody holds today. */
  readonly vacant: readonly Post[];
  readonly handovers: readonly HandoverView[];
  /** 交接待确认: the secretary has come, and the handover is not recorded. */
  readonly handoverWaiting: boolean;
  /** Branches whose place it took. */
  readonly predecessors: readonly string[];
}

/** A branch has one of each; the other posts may be held by several, or by nobody. */
const SINGLE: readonly Post[] = ['secretary', 'deputy-secretary'];

const holdsOn = ({ from, until }: HoldingView, day: LocalDate): boolean =>
  from <= day && (until === null || day <= until);

/** Ids whose names a branch needs. */
export const personsIn = ({ posts, handovers }: BranchRow): string[] => [
  ...posts.map(({ person }) => person),
  ...handovers.flatMap(({ from, to }) => [...(from === null ? [] : [from]), to]),
];

/** Ids of the items that a branch handed over or passed on. */
export const itemsIn = ({ handovers, ending }: BranchRow): string[] =>
  [...handovers.flatMap(({ items }) => items), ...(ending?.items ?? [])].map(({ id }) => id);

export interface BranchViewSettings {
  readonly names: ReadonlyMap<string, string>;
  readonly today: LocalDate;
  readonly predecessors: readonly string[];
  /** Ids of problems of which the reader learns nothing. */
  readonly hidden: ReadonlySet<string>;
}

const isVacant = ({ posts, endedOn }: BranchRow, post: Post, today: LocalDate): boolean =>
  endedOn === null && !posts.some((holding) => holding.post === post && holdsOn(holding, today));

export const branchView = (
  { handoverSince, ...row }: BranchRow,
  { names, today, predecessors, hidden }: BranchViewSettings,
): BranchView => {
  const shown = <Item extends ItemRef>(items: readonly Item[]): Item[] => items.filter(({ id }) => !hidden.has(id));
  const named = (person: string) => ({ name: names.get(person) ?? null });
  return {
    ...row,
    posts: [...row.posts]
      .sort((a, b) => POSTS.indexOf(a.post) - POSTS.indexOf(b.post) || (a.from < b.from ? -1 : 1))
      .map(({ person, ...holding }) => ({ ...holding, ...named(person) })),
    vacant: SINGLE.filter((post) => isVacant({ handoverSince, ...row }, post, today)),
    ending: row.ending && { ...row.ending, items: shown(row.ending.items) },
    handovers: row.handovers.map(({ from, to, items, ...handover }) => ({
      ...handover,
      items: shown(items),
      from: from === null ? null : named(from),
      to: named(to),
    })),
    handoverWaiting: handoverSince !== null && handoverSince <= today,
    predecessors,
  };
};
