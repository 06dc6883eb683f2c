import type { EventsOf, Recorded } from '#event-sourcing/event.js';
import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection, type Handler } from '#event-sourcing/projection/projection.js';
import type { LocalDate } from '#time/local-date.js';
import type { CorrectionEvents, RemovalGround } from '../../events.js';

/** A request to remove a text that nobody has answered yet. */
export interface TextRemovalRow {
  /** `<stream>:<revision>` of the request. */
  readonly id: string;
  /** Of the entry. */
  readonly stream: string;
  readonly revision: number;
  /** Null for what concerns many, or none. */
  readonly branch: string | null;
  readonly item: string | null;
  readonly ground: RemovalGround;
  readonly reason: string;
  readonly requestedOn: LocalDate;
}

type Removal = 'TextRemovalRequested' | 'TextRemovalRefused' | 'TextRemoved';
type RemovalEvent = EventsOf<Pick<CorrectionEvents, Removal>>;
type Answer = Exclude<RemovalEvent, { type: 'TextRemovalRequested' }>;

const keyOf = (stream: string, revision: number): string => `${stream}:${String(revision)}`;

const answered: Handler<TextRemovalRow, Answer> = {
  keys: ({ stream, data }: Recorded<Answer>) => [keyOf(stream, data.request.revision)],
  fold: () => undefined,
};

export const textRemovals = defineProjection<TextRemovalRow, RemovalEvent>({
  name: 'text_removals',
  version: 1,
  key: 'id',
  columns: {
    id: { type: 'text' },
    stream: { type: 'text' },
    revision: { type: 'integer' },
    branch: { type: 'text', nullable: true },
    item: { type: 'text', nullable: true },
    ground: { type: 'text' },
    reason: { type: 'text' },
    requestedOn: { type: 'date' },
  },
  indexes: [{ columns: ['requestedOn', 'id'] }],
  sources: (id) => [id.slice(0, id.lastIndexOf(':'))],
  handlers: {
    TextRemovalRequested: {
      keys: ({ stream, revision }) => [keyOf(stream, revision)],
      fold: (_, { stream, data, metadata }, id) => ({
        id,
        stream,
        revision: data.entry.revision,
        branch: data.units.length === 1 ? (data.units[0] ?? null) : null,
        item: data.item ?? null,
        ground: data.ground,
        reason: data.reason.text,
        requestedOn: metadata.occurredOn,
      }),
    },
    TextRemovalRefused: answered,
    TextRemoved: answered,
  },
});

export const textRemovalEntity = entityOf(textRemovals);
