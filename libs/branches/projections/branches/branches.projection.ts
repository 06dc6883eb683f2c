import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection, type Columns, type Handler } from '#event-sourcing/projection/projection.js';
import type { ItemRef } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import { branchStream, type BranchEvent, type PassedItem, type Post } from '../../events.js';
import { endedWith } from '../../published/branch.js';
import type { EndingEvent } from '../../published/passed.js';

/** One person in one post, both days included; for display only. */
export interface HoldingView {
  readonly post: Post;
  readonly person: string;
  readonly acting: boolean;
  readonly from: LocalDate;
  /** Null until released. */
  readonly until: LocalDate | null;
}

/** 交接; for display only. */
export interface HandoverRow {
  readonly post: Post;
  readonly from: string | null;
  readonly to: string;
  readonly on: LocalDate;
  readonly items: readonly ItemRef[];
}

export interface EndingRow {
  readonly kind: 'merged' | 'split' | 'dissolved';
  readonly documentNumber: string;
  readonly items: readonly PassedItem[];
}

export interface BranchRow {
  readonly code: string;
  readonly name: string;
  readonly parentUnit: string | null;
  readonly establishedOn: LocalDate;
  readonly formerNames: readonly { readonly name: string; readonly until: LocalDate }[];
  /** In the order of recording. */
  readonly posts: readonly HoldingView[];
  readonly handovers: readonly HandoverRow[];
  /** First day of the secretary whose taking over nobody has recorded yet; null where nothing waits. */
  readonly handoverSince: LocalDate | null;
  readonly endedOn: LocalDate | null;
  readonly ending: EndingRow | null;
  /** Empty while it exists. */
  readonly successors: readonly string[];
  readonly mainSuccessor: string | null;
  /** Events in its stream, which is its ETag. */
  readonly length: number;
}

const columns: Columns<BranchRow> = {
  code: { type: 'text' },
  name: { type: 'text' },
  parentUnit: { type: 'text', nullable: true },
  establishedOn: { type: 'date' },
  formerNames: { type: 'json' },
  posts: { type: 'json' },
  handovers: { type: 'json' },
  handoverSince: { type: 'date', nullable: true },
  endedOn: { type: 'date', nullable: true },
  ending: { type: 'json', nullable: true },
  successors: { type: 'text[]' },
  mainSuccessor: { type: 'text', nullable: true },
  length: { type: 'integer' },
};

const keyOf = ({ data }: { readonly data: { readonly code: string } }): readonly string[] => [data.code];

/** A secretary who comes after another takes over from them, or from whoever left the post vacant. */
const handoverSince = ({ posts, handovers }: BranchRow): LocalDate | null => {
  const secretaries = posts.filter(({ post }) => post === 'secretary');
  const current = secretaries.find(({ until }) => until === null);
  if (current === undefined) return null;
  const comesAfter = secretaries.some((each) => each.person !== current.person && each.from <= current.from);
  const recorded = handovers.some(
    ({ post, to, on }) => post === 'secretary' && to === current.person && on >= current.from,
  );
  return comesAfter && !recorded ? current.from : null;
};

const changed = (row: BranchRow, change: Partial<BranchRow>): BranchRow => {
  const next = { ...row, ...change };
  return { ...next, handoverSince: handoverSince(next) };
};

function ends(kind: EndingRow['kind']): Handler<BranchRow, EndingEvent> {
  return {
    keys: keyOf,
    fold: (row, { data, revision }) =>
      row &&
      changed(row, {
        posts: row.posts.map((holding) => endedWith(holding, data.on)),
        endedOn: data.on,
        ending: { kind, documentNumber: data.documentNumber, items: data.items },
        successors: data.successors,
        mainSuccessor: data.mainSuccessor,
        length: revision + 1,
      }),
  };
}

/** Branches with their dated office holders. */
export const branches = defineProjection<BranchRow, BranchEvent>({
  name: 'branches',
  version: 2,
  key: 'code',
  columns,
  indexes: [{ columns: ['successors'], method: 'gin' }, { columns: ['endedOn'] }],
  sources: (code) => [branchStream(code)],
  handlers: {
    BranchEstablished: {
      keys: keyOf,
      fold: (_row, { data, metadata, revision }) => ({
        code: data.code,
        name: data.name,
        parentUnit: data.parentUnit ?? null,
        establishedOn: metadata.occurredOn,
        formerNames: [],
        posts: [],
        handovers: [],
        handoverSince: null,
        endedOn: null,
        ending: null,
        successors: [],
        mainSuccessor: null,
        length: revision + 1,
      }),
    },
    BranchRenamed: {
      keys: keyOf,
      fold: (row, { data, metadata, revision }) =>
        row && {
          ...row,
          name: data.name,
          formerNames: [...row.formerNames, { name: data.formerName, until: metadata.occurredOn }],
          length: revision + 1,
        },
    },
    OfficeHolderAppointed: {
      keys: keyOf,
      fold: (row, { data: { post, person, acting, from }, revision }) =>
        row &&
        changed(row, {
          posts: [...row.posts, { post, person, acting, from, until: null }],
          length: revision + 1,
        }),
    },
    OfficeHolderReleased: {
      keys: keyOf,
      fold: (row, { data: { post, person, until }, revision }) =>
        row &&
        changed(row, {
          posts: row.posts.map((each) =>
            each.post === post && each.person === person && each.until === null ? { ...each, until } : each,
          ),
          length: revision + 1,
        }),
    },
    HandoverRecorded: {
      keys: keyOf,
      fold: (row, { data: { post, from = null, to, on, items }, revision }) =>
        row && changed(row, { handovers: [...row.handovers, { post, from, to, on, items }], length: revision + 1 }),
    },
    BranchMerged: ends('merged'),
    BranchSplit: ends('split'),
    BranchDissolved: ends('dissolved'),
  },
});

export const branchEntity = entityOf(branches);
