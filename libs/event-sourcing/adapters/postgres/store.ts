import pg from 'pg';
import type {
  AppendResult,
  EventStore,
  IntegrityFinding,
  PreparedAppend,
  ReadAllOptions,
  ReadStreamOptions,
  StreamSlice,
} from '../../event-store.js';
import type { Position, StoredEvent } from '../../event.js';
import type { AppendWriter } from './append-writer.js';
import { clientConfig } from './connections.js';
import type { HeadListener } from './head-listener.js';
import { checkConsistency } from './integrity.js';
import type { StoreLog } from '../../store-log.js';
import { comparePositions, parsePosition } from './position.js';
import type { EventReader } from './reader.js';
import { subscribe } from './subscription.js';

export interface StoreParts {
  readonly logId: string;
  readonly url: string;
  readonly writer: AppendWriter;
  readonly reader: EventReader;
  readonly readers: pg.Pool;
  readonly listener: HeadListener;
  readonly log: StoreLog;
}

/** The log in a PostgreSQL database. Positions count its events from 1, without gaps, in the order of commits. */
export class PostgresEventStore implements EventStore {
  private readonly closing = new AbortController();
  readonly parsePosition = parsePosition;
  readonly comparePositions = comparePositions;

  constructor(private readonly parts: StoreParts) {}

  get logId(): string {
    return this.parts.logId;
  }

  append(append: PreparedAppend): Promise<AppendResult> {
    return this.parts.writer.append(append);
  }

  readStream(stream: string, options: ReadStreamOptions = {}): Promise<StreamSlice> {
    return this.parts.reader.readStream(stream, options);
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    return this.parts.reader.readAll(options);
  }

  subscribeAll(options: ReadAllOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    return subscribe({ ...this.parts, closing: this.closing.signal }, options);
  }

  head(): Promise<Position> {
    return this.parts.reader.head();
  }

  eventAt(position: Position): Promise<StoredEvent | undefined> {
    return this.parts.reader.eventAt(position);
  }

  async *checkIntegrity(onProgress?: (events: number) => void): AsyncGenerator<IntegrityFinding> {
    // Its statements may take longer than a reader may.
    const client = new pg.Client(clientConfig(this.parts.url));
    client.on('error', () => undefined);
    await client.connect();
    try {
      yield* checkConsistency(client, onProgress);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.parts.listener.close();
    await this.parts.writer.close();
    await this.parts.readers.end();
  }
}
