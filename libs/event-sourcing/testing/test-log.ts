import { randomUUID } from 'node:crypto';
import { installPostgresEventStore } from '../adapters/postgres/install.js';
import { openPostgresEventStore } from '../adapters/postgres/open.js';
import type { AppendResult, EventStore } from '../event-store.js';
import { prepareAppend, type StreamTail } from '../prepare.js';
import type { GivenEvent } from './given-event.js';

/** A real log in a database of its own, to which a test appends facts without any decision. */
export class TestLog {
  private readonly tails = new Map<string, StreamTail>();

  private constructor(readonly store: EventStore) {}

  /** Installs the log where there is none yet. */
  static async open(url: string): Promise<TestLog> {
    await installPostgresEventStore({ url, now: new Date() });
    return new TestLog(await openPostgresEventStore({ url, pollMs: 200, log: { warn: () => {} } }));
  }

  /** One append to one stream, which nobody else writes to; several streams may be written at once. */
  async append(stream: string, ...events: readonly GivenEvent[]): Promise<AppendResult> {
    const append = prepareAppend({
      logId: this.store.logId,
      stream,
      after: this.tails.get(stream),
      events: events.map(({ type, data, circumstances: { on = '2024-01-20', role = 'some-role', tags = {}, at } }) => {
        const id = randomUUID();
        return {
          id,
          type,
          schemaVersion: 1,
          data,
          metadata: {
            recordedAt: at ?? new Date().toISOString(),
            occurredOn: on,
            actor: 'somebody',
            role,
            recordedBy: 'somebody',
            tags,
            commandId: id,
            requestHash: '0'.repeat(64),
            $correlationId: id,
            $causationId: id,
          },
        };
      }),
    });
    const result = await this.store.append(append);
    this.tails.set(stream, { revision: result.revision, hash: append.events.at(-1)?.hash ?? '' });
    return result;
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
