import type { Aggregate } from '#event-sourcing/decider.js';
import { unreachable } from '#event-sourcing/decider.js';
import type { Recorded } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import type { BranchEvent, Ending, Post } from '../events.js';

/** One person in one post, both days included; open-ended until released. */
export interface Holding {
  readonly post: Post;
  readonly person: string;
  /** 代理主持: stands in while the post is vacant. */
  readonly acting: boolean;
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

export interface BranchState {
  /** Absent: never established. */
  readonly code?: string;
  readonly name?: string;
  /** Every holding there ever was, in the order of recording. */
  readonly holdings: readonly Holding[];
  /** Day of the last event that was about the branch itself. */
  readonly lastStepOn?: LocalDate;
  readonly handovers: readonly { readonly post: Post; readonly to: string; readonly on: LocalDate }[];
  /** Absent: it exists. */
  readonly ended?: Ended;
}

/** The end of a branch, and who answers for what it left. */
export interface Ended {
  readonly on: LocalDate;
  readonly successors: readonly string[];
  readonly mainSuccessor: string;
  /** Successors by the ids of the items that were named. */
  readonly items: ReadonlyMap<string, string>;
}

export const NO_BRANCH: BranchState = { holdings: [], handovers: [] };

const endedBy = ({ on, successors, mainSuccessor, items }: Ending): Ended => ({
  on,
  successors,
  mainSuccessor,
  items: new Map(items.map(({ id, successor }) => [id, successor])),
});

/** Nobody holds a post of a branch beyond its last day. */
export const endedWith = <Held extends { readonly until?: LocalDate | null }>(holding: Held, on: LocalDate): Held =>
  typeof holding.until === 'string' && holding.until < on ? holding : { ...holding, until: on };

const evolve = (state: BranchState, { type, data, metadata }: Recorded<BranchEvent>): BranchState => {
  switch (type) {
    case 'BranchEstablished':
      return { ...state, code: data.code, name: data.name, lastStepOn: metadata.occurredOn };
    case 'BranchRenamed':
      return { ...state, name: data.name, lastStepOn: metadata.occurredOn };
    case 'OfficeHolderAppointed': {
      const { post, person, acting, from } = data;
      return { ...state, holdings: [...state.holdings, { post, person, acting, from }] };
    }
    case 'OfficeHolderReleased':
      return {
        ...state,
        holdings: state.holdings.map((holding) =>
          isOpen(holding, data.post, data.person) ? { ...holding, until: data.until } : holding,
        ),
      };
    case 'HandoverRecorded': {
      const { post, to, on } = data;
      return { ...state, handovers: [...state.handovers, { post, to, on }] };
    }
    case 'BranchMerged':
    case 'BranchSplit':
    case 'BranchDissolved':
      return {
        ...state,
        holdings: state.holdings.map((holding) => endedWith(holding, data.on)),
        ended: endedBy(data),
        lastStepOn: data.on,
      };
    default:
      return unreachable(type);
  }
};

/** A branch with its dated office holders; the fold of `branch-<code>`. */
export const branch: Aggregate<BranchState, BranchEvent> = {
  category: 'branch',
  initial: NO_BRANCH,
  evolve,
  tags: ({ code }) => (code === undefined ? {} : { branch: code }),
};

const isOpen = (holding: Holding, post: Post, person: string): boolean =>
  holding.post === post && holding.person === person && holding.until === undefined;

export const holdsOn = (holding: Holding, day: LocalDate): boolean =>
  holding.from <= day && (holding.until === undefined || day <= holding.until);

/** Whether the branch takes no part any more in what occurs on a day. */
export const hasEnded = ({ ended }: BranchState, day: LocalDate): boolean => ended !== undefined && ended.on <= day;

/** Whoever holds the post on a day, acting or not; several only in posts that several may hold. */
export const holdersOf = (state: BranchState, post: Post, day: LocalDate): readonly Holding[] =>
  state.holdings.filter((holding) => holding.post === post && holdsOn(holding, day));

/** The holder of a post on a day; `undefined` when it is vacant 空缺. */
export const holderOf = (state: BranchState, post: Post, day: LocalDate): Holding | undefined =>
  holdersOf(state, post, day)[0];

/** The holding of this person in this post that nobody has ended yet. */
export const openHolding = (state: BranchState, post: Post, person: string): Holding | undefined =>
  state.holdings.find((holding) => isOpen(holding, post, person));
