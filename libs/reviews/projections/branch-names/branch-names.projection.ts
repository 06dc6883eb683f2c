import { branchStream, type BranchEvent } from '#branches/events.js';
import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection } from '#event-sourcing/projection/projection.js';

export interface BranchNameRow {
  readonly code: string;
  readonly name: string;
}

/** What branches are called today, for minutes and overviews. */
export const branchNames = defineProjection<BranchNameRow, BranchEvent>({
  name: 'branch_names',
  version: 1,
  key: 'code',
  columns: { code: { type: 'text' }, name: { type: 'text' } },
  indexes: [],
  sources: (code) => [branchStream(code)],
  handlers: {
    BranchEstablished: {
      keys: ({ data }) => [data.code],
      fold: (_row, { data: { code, name } }) => ({ code, name }),
    },
    BranchRenamed: {
      keys: ({ data }) => [data.code],
      fold: (_row, { data: { code, name } }) => ({ code, name }),
    },
  },
});

export const branchNameEntity = entityOf(branchNames);
