import { Inject, Injectable, Optional } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { GrantRow } from '#platform/auth/grant-row.js';
import { toGrant } from '#platform/auth/grant-row.js';
import { UnitRecords } from '#platform/auth/unit-records.js';
import { Config } from '#platform/config/config.js';

const OPEN = `
  SELECT s.id::text AS id, a.person,
    (SELECT coalesce(json_agg(json_build_object(
        'role', g.role, 'unit', g.unit, 'from', g.from_day, 'to', g.to_day, 'standIn', g.stand_in
      ) ORDER BY g.role, g.unit, g.stand_in), '[]')
     FROM app.grants g
     WHERE g.account = a.id AND g.from_day <= $2 AND (g.to_day IS NULL OR g.to_day >= $2)) AS grants
  FROM app.sessions s JOIN app.accounts a ON a.id = s.account
  WHERE s.id::text = ANY ($1) AND NOT a.disabled AND s.expires_at > now()
    AND s.last_seen_at > now() - make_interval(mins => $3)`;

interface OpenSession {
  readonly id: string;
  readonly person: string;
  readonly grants: readonly GrantRow[];
}

/** Looks after the sessions of open streams, which ask for nothing by themselves and keep no session alive. */
@Injectable()
export class LiveSessions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly businessDay: BusinessDay,
    @Optional() @Inject(UnitRecords) private readonly records: UnitRecords | undefined,
  ) {}

  /**
   * The rights of each session that is still in force, as one text that changes whenever one of them does; those that
   * have ended are missing.
   */
  async rights(sessions: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (sessions.length === 0) return new Map();
    const parameters = [sessions, this.businessDay.today(), this.config.sessionIdleMinutes];
    const rows = await this.dataSource.query<OpenSession[]>(OPEN, parameters);
    const rights = new Map<string, string>();
    for (const row of rows) rights.set(row.id, await this.rightsOf(row));
    return rights;
  }

  private async rightsOf({ person, grants: given }: OpenSession): Promise<string> {
    const grants = given.map(toGrant);
    const bounded = (await this.records?.inForce(person, grants, this.businessDay.today())) ?? grants;
    return bounded.map(({ role, unit = '', standIn }) => [role, unit, standIn].join('/')).join();
  }
}
