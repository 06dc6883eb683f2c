import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Level } from '#access/levels.js';
import { DataSource } from 'typeorm';

export interface ExportEntry {
  /** Who took it. */
  readonly person: string;
  /** Route of the list, without its filters. */
  readonly what: string;
  readonly filter: object;
  readonly lines: number;
  /** The narrowest of what is in it. */
  readonly level: Level;
}

export interface LoggedExport extends ExportEntry {
  readonly id: string;
  /** ISO 8601 instant. */
  readonly at: string;
}

interface Row extends Omit<LoggedExport, 'at'> {
  readonly at: Date;
}

export interface ExportPlace {
  readonly at: string;
  readonly id: string;
}

/** What left the house: by whom, what of it, when. It is read in the order of time, and is found by no person. */
@Injectable()
export class ExportLog {
  constructor(private readonly dataSource: DataSource) {}

  async record({ person, what, filter, lines, level }: ExportEntry): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO app.export_log (id, at, person, what, filter, lines, level)
       VALUES ($1, date_trunc('milliseconds', clock_timestamp()), $2, $3, $4, $5, $6)`,
      [randomUUID(), person, what, JSON.stringify(filter), lines, level],
    );
  }

  /** The newest first, one more than `limit`. */
  async page(limit: number, before?: ExportPlace): Promise<readonly LoggedExport[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT id, at, person, what, filter, lines, level FROM app.export_log
        WHERE $2::timestamptz IS NULL OR (at, id) < ($2::timestamptz, $3::uuid)
        ORDER BY at DESC, id DESC LIMIT $1`,
      [limit + 1, before?.at ?? null, before?.id ?? null],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}
