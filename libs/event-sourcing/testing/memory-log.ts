import { randomUUID } from 'node:crypto';
import type { DomainEvent, Position, RecordedEvent, StoredEvent } from '../event.js';
import type { StreamSlice } from '../event-store.js';
import { prepareAppend } from '../prepare.js';

const LOG_ID = '00000000-0000-4000-8000-00000000000f';

const WIDTH = 9;

/** A log without a store: what is appended is prepared as for any other, and can be read again. */
export class MemoryLog {
  readonly events: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();

  append(stream: string, { type, data }: DomainEvent, metadata: RecordedEvent['metadata']): StoredEvent {
    const own = this.streams.get(stream) ?? [];
    this.streams.set(stream, own);
    const proposed = { id: randomUUID(), type, schemaVersion: 1, data, metadata };
    const [prepared] = prepareAppend({ logId: LOG_ID, stream, after: own.at(-1), events: [proposed] }).events;
    if (prepared === undefined) throw new Error('nothing was prepared');
    // Positions are opaque: these sort as text.
    const position = String(this.events.length + 1).padStart(WIDTH, '0') as Position;
    const stored = { ...prepared, stream, revision: own.length, position };
    own.push(stored);
    this.events.push(stored);
    return stored;
  }

  /** Puts an event of such a log at its end. */
  take(event: StoredEvent): void {
    this.streams.set(event.stream, [...this.stream(event.stream), event]);
    this.events.push(event);
  }

  /** All events of a stream. */
  stream(name: string): readonly StoredEvent[] {
    return this.streams.get(name) ?? [];
  }

  readonly readStream = (stream: string): Promise<StreamSlice> => {
    const events = this.streams.get(stream);
    return Promise.resolve(events === undefined ? { status: 'not-found' } : { status: 'found', events: [...events] });
  };

  readonly comparePositions = (a: Position, b: Position): number => (a < b ? -1 : Number(a > b));
}
