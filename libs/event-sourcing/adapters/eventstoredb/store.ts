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
import { appendOutcome } from './append-outcome.js';
import type { Bell } from './bell.js';
import { eventAt } from './event-at.js';
import { checkIntegrity } from './integrity.js';
import type { LogHead } from './log-head.js';
import type { LogReader } from './log-reader.js';
import type { ServerParts } from './parts.js';
import { comparePositions, parsePosition } from './position.js';
import { subscribe } from './subscription.js';

export interface StoreParts extends ServerParts {
  readonly logId: string;
  readonly head: LogHead;
  readonly reader: LogReader;
  readonly bell: Bell;
  readonly headCheckMs: number;
}

/** The log in an EventStoreDB. Positions are places in the server's own log, which has other events as well. */
export class EventStoreDbEventStore implements EventStore {
  private readonly closing = new AbortController();
  readonly parsePosition = parsePosition;
  readonly comparePositions = comparePositions;

  constructor(private readonly parts: StoreParts) {}

  get logId(): string {
    return this.parts.logId;
  }

  async append(append: PreparedAppend): Promise<AppendResult> {
    const answer = await this.parts.writer.append(append);
    return appendOutcome(append, answer, (stream, options) => this.readStream(stream, options));
  }

  readStream(stream: string, options: ReadStreamOptions = {}): Promise<StreamSlice> {
    return this.parts.streamReader.readStream(stream, options);
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    return this.parts.reader.readAll(options);
  }

  subscribeAll(options: ReadAllOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    return subscribe({ ...this.parts, closing: this.closing.signal }, options);
  }

  head(): Promise<Position> {
    return this.parts.head.head();
  }

  eventAt(position: Position): Promise<StoredEvent | undefined> {
    return eventAt(this.parts, position);
  }

  checkIntegrity(onProgress?: (events: number) => void): AsyncIterable<IntegrityFinding> {
    return checkIntegrity(this.parts, onProgress);
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.parts.close();
  }
}
