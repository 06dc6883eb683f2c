import type { StoredEvent, Texts } from '../event.js';
import type { Amendments, RemovedText } from './amendment.js';

type Stored = Pick<StoredEvent, 'type' | 'envelope'>;

const TYPE: keyof Amendments = 'TextRemoved';

export const isRemoval = ({ type }: Pick<StoredEvent, 'type'>): boolean => type === TYPE;

/** The texts that an event removes; none when it removes nothing, or cannot be read as one that does. */
export const textsRemovedBy = (event: Stored): readonly RemovedText[] => {
  if (!isRemoval(event) || !isRemoval(event.envelope)) return [];
  const { texts } = event.envelope.data as Partial<Amendments['TextRemoved']>;
  return Array.isArray(texts) ? texts.filter(isRemovedText) : [];
};

const isRemovedText = (value: unknown): value is RemovedText =>
  typeof value === 'object' &&
  value !== null &&
  'revision' in value &&
  typeof value.revision === 'number' &&
  'digest' in value &&
  typeof value.digest === 'string';

/** Digests of all texts that these events of one stream remove. */
export const removedTexts = (events: readonly Stored[]): ReadonlySet<string> =>
  new Set(events.flatMap(textsRemovedBy).map(({ digest }) => digest));

/** Which texts of a whole log were removed; to be told of every event that removes some. */
export class RemovedTexts {
  private readonly streams = new Map<string, Set<string>>();

  note(event: Stored & Pick<StoredEvent, 'stream'>): void {
    for (const { digest } of textsRemovedBy(event)) {
      const digests = this.streams.get(event.stream) ?? new Set();
      this.streams.set(event.stream, digests.add(digest));
    }
  }

  /** Texts beside an event that were not removed. */
  left({ stream, texts }: Pick<StoredEvent, 'stream' | 'texts'>): Texts {
    const removed = this.streams.get(stream);
    if (removed === undefined) return texts;
    return Object.fromEntries(Object.entries(texts).filter(([digest]) => !removed.has(digest)));
  }
}
