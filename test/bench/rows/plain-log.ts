import pg from 'pg';
import type { PreparedAppend } from '#event-sourcing/event-store.js';
import { withClient } from '../place.js';
import { atOnce } from './appends.js';

const INSERT = `INSERT INTO plain.events
    (position, stream, revision, id, type, recorded_at, canonical, hash, log_hash, texts)
  VALUES (nextval('plain.positions'), $1, $2, $3, $4, $5, $6, $7, $7, $8)`;

/** A table with the columns and indexes of the log, empty as the log is, and nothing that keeps an order. */
export const makePlainLog = (url: string): Promise<unknown> =>
  withClient(url, (client) =>
    client.query(`DROP SCHEMA IF EXISTS plain CASCADE; CREATE SCHEMA plain; CREATE SEQUENCE plain.positions;
      CREATE TABLE plain.events (LIKE log.events INCLUDING ALL)`),
  );

/** One prepared INSERT and one commit for each event, on so many connections. */
export class PlainLog {
  private constructor(private readonly clients: readonly pg.Client[]) {}

  static async open(url: string, connections: number): Promise<PlainLog> {
    const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }));
    await Promise.all(clients.map((client) => client.connect()));
    return new PlainLog(clients);
  }

  async write(appends: readonly PreparedAppend[]): Promise<void> {
    const free = [...this.clients];
    await atOnce(this.clients.length, appends, async ({ stream, events: [event] }) => {
      const client = free.pop();
      if (client === undefined || event === undefined) throw new Error('unreachable: a caller for each connection');
      await client.query({
        name: 'plain',
        text: INSERT,
        values: [
          stream,
          event.envelope.revision,
          event.id,
          event.type,
          event.envelope.metadata.recordedAt,
          event.canonicalText,
          Buffer.from(event.hash, 'hex'),
          JSON.stringify(event.texts),
        ],
      });
      free.push(client);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end()));
  }
}
