import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection, type Columns } from '#event-sourcing/projection/projection.js';
import type { LocalDate } from '#time/local-date.js';
import { branchStream, type BranchEvent, type Post } from '../../events.js';

/** One person in one post, both days included; for display only. */
export interface HoldingView {
  readonly post: Post;
  readonly person: string;
  readonly acting: boolean;
  readonly from: LocalDate;
  /** Null until released. */
  readonly until: LocalDate | null;
}

export interface BranchRow {
  readonly code: string;
  readonly name: string;
  readonly parentUnit: string | null;
  readonly establishedOn: LocalDate;
  readonly formerNames: readonly { readonly name: string; readonly until: LocalDate }[];
  /** In the order of recording. */
  readonly posts: readonly HoldingView[];
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
  length: { type: 'integer' },
};

const keyOf = ({ data }: { readonly data: { readonly code: string } }): readonly string[] => [data.code];

/** Branches with their dated office holders. */
export const branches = defineProjection<BranchRow, BranchEvent>({
  name: 'branches',
  version: 1,
  key: 'code',
  columns,
  indexes: [],
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
        row && { ...row, posts: [...row.posts, { post, person, acting, from, until: null }], length: revision + 1 },
    },
    OfficeHolderReleased: {
      keys: keyOf,
      fold: (row, { data: { post, person, until }, revision }) =>
        row && {
          ...row,
          posts: row.posts.map((each) =>
            each.post === post && each.person === person && each.until === null ? { ...each, until } : each,
          ),
          length: revision + 1,
        },
    },
  },
});

export const branchEntity = entityOf(branches);
