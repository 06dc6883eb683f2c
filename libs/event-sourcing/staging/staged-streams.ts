import { assertWithinLimits } from '../append-limits.js';
import type { Position, StoredEvent } from '../event.js';
import { WrongExpectedRevision } from '../event-store.js';
import type { AppendResult, EventStore, PreparedAppend, ReadStreamOptions, StreamSlice } from '../event-store.js';

type StreamsOfStore = Pick<EventStore, 'readStream'>;

/**
 * Streams as they would be after appends that never happen. A stream is read from the store once, when it is first
 * asked for; what is appended here lies behind it in memory, and is refused where the store would refuse it.
 */
export class StagedStreams {
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly staged: PreparedAppend[] = [];

  constructor(
    private readonly store: StreamsOfStore,
    /** Of the store when staging began; it stands for the places that staged events do not have. */
    private readonly head: Position,
  ) {}

  /** In the order in which they came. */
  get appends(): readonly PreparedAppend[] {
    return this.staged;
  }

  async append(append: PreparedAppend): Promise<AppendResult> {
    assertWithinLimits(append);
    const { stream, expectedRevision, events } = append;
    const known = await this.eventsOf(stream);
    const actual = known.length - 1;
    if (actual !== (expectedRevision === 'no-stream' ? -1 : expectedRevision))
      throw new WrongExpectedRevision(stream, expectedRevision, actual);
    known.push(
      ...events.map((event, index) => ({ ...event, stream, revision: actual + 1 + index, position: this.head })),
    );
    this.staged.push(append);
    return { stream, revision: known.length - 1, position: this.head };
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<StreamSlice> {
    const known = await this.eventsOf(stream);
    if (known.length === 0) return { status: 'not-found' };
    const { direction = 'forwards', limit } = options;
    const forwards = direction === 'forwards';
    const from = options.from ?? (forwards ? 0 : known.length - 1);
    const events = forwards ? known.slice(from) : known.slice(0, from + 1).reverse();
    return { status: 'found', events: limit === undefined ? events : events.slice(0, limit) };
  }

  private async eventsOf(stream: string): Promise<StoredEvent[]> {
    const known = this.streams.get(stream);
    if (known !== undefined) return known;
    const slice = await this.store.readStream(stream);
    // Read meanwhile by another hand: that one counts, it may have been appended to.
    const read = this.streams.get(stream) ?? (slice.status === 'found' ? [...slice.events] : []);
    this.streams.set(stream, read);
    return read;
  }
}
