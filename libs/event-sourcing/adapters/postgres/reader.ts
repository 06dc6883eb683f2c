import type { Pool, QueryArrayConfig } from 'pg';
import type { ReadAllOptions, ReadStreamOptions, StreamSlice } from '../../event-store.js';
import type { Position, StoredEvent } from '../../event.js';
import { copyTuples } from './copied-tuples.js';
import { readFailure } from './failures.js';
import { BEGINNING } from './position.js';
import { EVENT_COLUMNS, storedEvent } from './stored-row.js';
import type { EventRow } from './stored-row.js';
import { COPIED_COLUMNS, storedEventFrom } from './stored-tuple.js';
import { Tuples } from './tuples.js';
import { wholeLog } from './whole-log.js';

const FORWARDS = `SELECT ${EVENT_COLUMNS} FROM log.events
  WHERE stream = $1 AND revision >= $2 ORDER BY revision LIMIT $3`;
const BACKWARDS = `SELECT ${EVENT_COLUMNS} FROM log.events
  WHERE stream = $1 AND revision <= $2 ORDER BY revision DESC LIMIT $3`;
const AT = `SELECT ${EVENT_COLUMNS} FROM log.events WHERE position = $1`;
const MAX_REVISION = 2_147_483_647;

/** Reads by short statements, one for each batch: a slow consumer holds neither a transaction nor a connection. */
export class EventReader {
  constructor(private readonly pool: Pool) {}

  async readStream(stream: string, options: ReadStreamOptions): Promise<StreamSlice> {
    const { direction = 'forwards', limit } = options;
    const backwards = direction === 'backwards';
    const from = Math.min(options.from ?? (backwards ? MAX_REVISION : 0), MAX_REVISION);
    const text = backwards ? BACKWARDS : FORWARDS;
    const events = await this.events(`stream-${direction}`, text, [stream, from, limit ?? null]);
    const exists = events.length > 0 || (await this.exists(stream));
    return exists ? { status: 'found', events } : { status: 'not-found' };
  }

  /** At most `limit`, and fewer where they are large. */
  async readAfter(position: Position, limit: number): Promise<readonly StoredEvent[]> {
    const tuples = new Tuples();
    await copyTuples(this.pool, { after: position, limit, columns: COPIED_COLUMNS }, tuples);
    return tuples.map(0, tuples.count, storedEventFrom);
  }

  async eventAt(position: Position): Promise<StoredEvent | undefined> {
    return (await this.events('at', AT, [position]))[0];
  }

  async head(): Promise<Position> {
    const rows = await this.query<[Position]>('head', 'SELECT position::text FROM log.head', []);
    return rows[0]?.[0] ?? BEGINNING;
  }

  readAll(options: ReadAllOptions): AsyncGenerator<readonly StoredEvent[]> {
    return wholeLog(this.pool, options);
  }

  private async exists(stream: string): Promise<boolean> {
    return (await this.query('exists', 'SELECT 1 FROM log.events WHERE stream = $1 LIMIT 1', [stream])).length > 0;
  }

  private async events(name: string, text: string, values: unknown[]): Promise<StoredEvent[]> {
    return (await this.query<EventRow>(name, text, values)).map(storedEvent);
  }

  private async query<Row extends unknown[]>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    const query: QueryArrayConfig = { name, text, values, rowMode: 'array' };
    try {
      return (await this.pool.query<Row>(query)).rows;
    } catch (error) {
      throw readFailure(error);
    }
  }
}
