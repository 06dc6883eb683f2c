import type { EventsOf, FreeText } from '../event.js';
import { defineProjection, type Partition } from '../projection/projection.js';

/** A made-up domain for the engine's own tests. */
export type SampleEvent = EventsOf<{
  Counted: { readonly tally: string; readonly amount: number };
  Moved: { readonly from: string; readonly to: string; readonly amount: number };
  Noted: { readonly tally: string; readonly words: FreeText };
  Cleared: { readonly tally: string };
  Cursed: { readonly tally: string };
}>;

export interface TallyRow {
  readonly tally: string;
  readonly total: number;
  readonly times: number;
  readonly open: boolean;
  readonly firstOn: string | null;
  readonly lastAt: string;
  readonly words: readonly string[];
  readonly amounts: readonly number[];
  readonly last: { readonly type: string; readonly tags: readonly string[] } | null;
}

const fresh = (tally: string): TallyRow => ({
  tally,
  total: 0,
  times: 0,
  open: true,
  firstOn: null,
  lastAt: '2000-01-01T00:00:00.000Z',
  words: [],
  amounts: [],
  last: null,
});

/** Where the tests write of a tally in the streams that are named like it, entries are amended. */
const sampleStreams = (tally: string): readonly string[] => [`${tally}-1`, `${tally}-2`];

/** Uses every type of column; many streams and several keys of one event meet in its rows. */
export const tallies = defineProjection<TallyRow, SampleEvent>({
  name: 'tallies',
  version: 1,
  key: 'tally',
  columns: {
    tally: { type: 'text' },
    total: { type: 'bigint' },
    times: { type: 'integer' },
    open: { type: 'boolean' },
    firstOn: { type: 'date', nullable: true },
    lastAt: { type: 'timestamptz' },
    words: { type: 'text[]' },
    amounts: { type: 'integer[]' },
    last: { type: 'json', nullable: true },
  },
  indexes: [
    { columns: ['total', 'tally'] },
    { columns: ['words'], method: 'gin' },
    { columns: ['times'], including: ['firstOn', 'open'], only: { column: 'tally', among: ['x', `y's`] } },
  ],
  sources: sampleStreams,
  handlers: {
    Counted: {
      keys: ({ data }) => [data.tally],
      fold: (row, { type, data, metadata }, key) => {
        const { total, times, firstOn, amounts, ...rest } = row ?? fresh(key);
        return {
          ...rest,
          total: total + data.amount,
          times: times + 1,
          amounts: [...amounts, data.amount].slice(-5),
          firstOn: firstOn !== null && firstOn < metadata.occurredOn ? firstOn : metadata.occurredOn,
          lastAt: metadata.recordedAt,
          last: { type, tags: Object.keys(metadata.tags) },
        };
      },
    },
    Moved: {
      keys: ({ data }) => [data.from, data.to],
      fold: (row, { data }, key) => {
        const { total, ...rest } = row ?? fresh(key);
        return { ...rest, total: total + (key === data.to ? data.amount : -data.amount) };
      },
    },
    Noted: {
      keys: ({ data }) => [data.tally],
      fold: (row, { data }, key) => {
        const { words, ...rest } = row ?? fresh(key);
        return { ...rest, words: [...words, data.words.text].slice(-5) };
      },
    },
    Cleared: { keys: ({ data }) => [data.tally], fold: () => undefined },
    Cursed: {
      keys: ({ data }) => [data.tally],
      fold: () => {
        throw new Error('cannot be counted');
      },
    },
  },
});

export interface JournalRow {
  readonly entry: string;
  readonly words: string;
}

/** A row for each note, and nothing for anything else. */
export const journal = defineProjection<JournalRow, SampleEvent>({
  name: 'journal',
  version: 1,
  key: 'entry',
  columns: { entry: { type: 'text' }, words: { type: 'text' } },
  indexes: [],
  sources: (entry) => [entry.slice(0, entry.lastIndexOf('@'))],
  handlers: {
    Noted: {
      keys: ({ stream, revision }) => [`${stream}@${String(revision)}`],
      fold: (_, { data }, entry) => ({ entry, words: data.words.text }),
    },
  },
});

export interface ShareRow {
  readonly share: string;
  readonly tally: string;
  readonly total: number;
}

const shareKeys = ({ stream, data }: { readonly stream: string; readonly data: { readonly tally: string } }) => [
  `${stream}/${data.tally}`,
];

export const sharesByTally: Partition<keyof ShareRow> = {
  by: 'tally',
  parts: 5,
  of: (key) => key.slice(key.indexOf('/') + 1),
};

/** What each stream has in each tally, divided into parts by tally. */
export const shares = defineProjection<ShareRow, SampleEvent>({
  name: 'shares',
  version: 1,
  key: 'share',
  columns: { share: { type: 'text' }, tally: { type: 'text' }, total: { type: 'bigint' } },
  indexes: [{ columns: ['tally', 'total'] }],
  partition: sharesByTally,
  sources: (share) => [share.slice(0, share.indexOf('/'))],
  handlers: {
    Counted: {
      keys: shareKeys,
      fold: (row, { data: { tally, amount } }, share) => ({ share, tally, total: (row?.total ?? 0) + amount }),
    },
    Cleared: { keys: shareKeys, fold: () => undefined },
  },
});
