import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { EventStore } from '#event-sourcing/event-store.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { PG_POOL } from '#platform/database/database.module.js';
import type { CheckedRow } from './checked-row.js';

/** Under which key what was said, and where it stands. */
export interface KnownRow {
  readonly asked: string;
  readonly stream: string;
}

interface StoredKey extends KnownRow {
  readonly kind: string;
  readonly key: string;
}

const KEYS_AT_ONCE = 1_000;

const nameOf = (kind: string, key: string): string => JSON.stringify([kind, key]);

/**
 * Where the rows of earlier imports stand. A row that says something else now may lead to another stream, where nothing
 * tells that it was recorded before; whether it was, the stream noted here says.
 */
@Injectable()
export class RowKeys {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Keys of rows that were noted with other words, and are recorded. */
  async differing(
    rows: readonly CheckedRow[],
    commandIdOf: (row: CheckedRow) => string,
  ): Promise<ReadonlySet<CheckedRow>> {
    const noted = await this.noted(rows);
    const differing = new Set<CheckedRow>();
    for (const row of rows) {
      const known = noted.get(nameOf(row.kind.name, row.key));
      if (known === undefined || known.asked === row.asked) continue;
      if (await this.isRecorded(known.stream, commandIdOf(row))) differing.add(row);
    }
    return differing;
  }

  /** Before the first of them is recorded. */
  async note(rows: readonly (CheckedRow & { readonly stream: string })[]): Promise<void> {
    for (let start = 0; start < rows.length; start += KEYS_AT_ONCE) {
      const some = rows.slice(start, start + KEYS_AT_ONCE);
      await this.pool.query(
        `INSERT INTO app.import_keys (kind, key, asked, stream)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
         ON CONFLICT (kind, key) DO UPDATE SET asked = excluded.asked, stream = excluded.stream`,
        [
          some.map(({ kind }) => kind.name),
          some.map(({ key }) => key),
          some.map(({ asked }) => asked),
          some.map(({ stream }) => stream),
        ],
      );
    }
  }

  private async noted(rows: readonly CheckedRow[]): Promise<ReadonlyMap<string, KnownRow>> {
    const noted = new Map<string, KnownRow>();
    for (let start = 0; start < rows.length; start += KEYS_AT_ONCE) {
      const some = rows.slice(start, start + KEYS_AT_ONCE);
      const { rows: found } = await this.pool.query<StoredKey>(
        `SELECT kind, key, asked, stream FROM app.import_keys
          WHERE (kind, key) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
        [some.map(({ kind }) => kind.name), some.map(({ key }) => key)],
      );
      for (const { kind, key, asked, stream } of found) noted.set(nameOf(kind, key), { asked, stream });
    }
    return noted;
  }

  private async isRecorded(stream: string, commandId: string): Promise<boolean> {
    const slice = await this.store.readStream(stream);
    if (slice.status === 'not-found') return false;
    return slice.events.some(({ envelope }) => envelope.metadata.commandId === commandId);
  }
}
