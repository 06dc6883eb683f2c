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

/** A branch with its posts as they are today and as they were. */
export interface BranchView extends Omit<BranchRow, 'posts'> {
  readonly posts: readonly HolderView[];
  /** 空缺: posts of which a branch has one and that nobody holds today. */
  readonly vacant: readonly Post[];
}

/** A branch has one of each; the other posts may be held by several, or by nobody. */
const SINGLE: readonly Post[] = ['secretary', 'deputy-secretary'];

const holdsOn = ({ from, until }: HoldingView, day: LocalDate): boolean =>
  from <= day && (until === null || day <= until);

/** Ids whose names a branch needs. */
export const holdersIn = ({ posts }: BranchRow): string[] => posts.map(({ person }) => person);

export const branchView = (row: BranchRow, names: ReadonlyMap<string, string>, today: LocalDate): BranchView => ({
  ...row,
  posts: [...row.posts]
    .sort((a, b) => POSTS.indexOf(a.post) - POSTS.indexOf(b.post) || (a.from < b.from ? -1 : 1))
    .map(({ person, ...holding }) => ({ ...holding, name: names.get(person) ?? null })),
  vacant: SINGLE.filter((post) => !row.posts.some((holding) => holding.post === post && holdsOn(holding, today))),
});
