import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BusinessDay } from '#platform/auth/business-day.js';
import { Config } from '#platform/config/config.js';

/** The rights of a session as one text; it changes whenever one of them does. */
const RIGHTS = `
  SELECT s.id::text AS id,
    coalesce((SELECT string_agg(concat_ws('/', g.role, g.unit, g.stand_in), ',' ORDER BY g.role, g.unit, g.stand_in)
       FROM app.grants g
      WHERE g.account = a.id AND g.from_day <= $2 AND (g.to_day IS NULL OR g.to_day >= $2)), '') AS rights
  FROM app.sessions s JOIN app.accounts a ON a.id = s.account
  WHERE s.id::text = ANY ($1) AND NOT a.disabled AND s.expires_at > now()
    AND s.last_seen_at > now() - make_interval(mins => $3)`;

/** Looks after the sessions of open streams, which ask for nothing by themselves and keep no session alive. */
@Injectable()
export class LiveSessions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly businessDay: BusinessDay,
  ) {}

  /** The rights of each session that is still in force; those that have ended are missing. */
  async rights(sessions: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (sessions.length === 0) return new Map();
    const parameters = [sessions, this.businessDay.today(), this.config.sessionIdleMinutes];
    const rows = await this.dataSource.query<{ id: string; rights: string }[]>(RIGHTS, parameters);
    return new Map(rows.map(({ id, rights }) => [id, rights]));
  }
}
