import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { DataSource, IsNull, LessThan, Not } from 'typeorm';
import type { Grant } from '#access/roles.js';
import { Config } from '../config/config.js';
import { BusinessDay } from './business-day.js';
import { SessionEntity } from './entities.js';
import { toGrant } from './grant-row.js';
import type { GrantRow } from './grant-row.js';
import type { Principal } from './principal.js';
import { SessionClock } from './session-clock.js';
import { UnitRecords } from './unit-records.js';
import { newToken, tokenHash } from './session-tokens.js';

/** A session in force. */
export interface Session {
  readonly id: string;
  readonly login: string;
  readonly expiresAt: Date;
  /** When it ends without another request. */
  readonly idleExpiresAt: Date;
  readonly mustChangePassword: boolean;
  readonly principal: Principal;
}

interface SessionRow {
  readonly id: string;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly account: string;
  readonly login: string;
  readonly person: string;
  readonly affiliation: string | null;
  readonly must_change_password: boolean;
  readonly grants: readonly GrantRow[];
}

const SESSION = `
  SELECT s.id, s.last_seen_at, s.expires_at, a.id AS account, a.login, a.person, a.affiliation, a.must_change_password,
    (SELECT coalesce(json_agg(json_build_object(
        'role', g.role, 'unit', g.unit, 'from', g.from_day, 'to', g.to_day, 'standIn', g.stand_in
      ) ORDER BY g.role, g.unit, g.from_day), '[]')
     FROM app.grants g
     WHERE g.account = a.id AND g.from_day <= $2 AND (g.to_day IS NULL OR g.to_day >= $2)) AS grants
  FROM app.sessions s JOIN app.accounts a ON a.id = s.account
  WHERE s.token_hash = $1 AND NOT a.disabled`;

const MINUTE_MS = 60_000;
/** One write per session and minute is enough to know whether it is idle. */
const TOUCH_AFTER_MS = MINUTE_MS;

/** Sessions live on the server: ending one takes effect with the next request. */
@Injectable()
export class Sessions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly clock: SessionClock,
    private readonly businessDay: BusinessDay,
    @Optional() @Inject(UnitRecords) private readonly records: UnitRecords | undefined,
  ) {}

  /** Opens one; the token is told here and never again. Clears away what has expired. */
  async open(account: string): Promise<{ readonly token: string; readonly expiresAt: Date }> {
    const now = this.clock.now();
    const token = newToken();
    const expiresAt = new Date(now.getTime() + this.config.sessionHours * 60 * MINUTE_MS);
    const sessions = this.dataSource.getRepository(SessionEntity);
    await sessions.delete({ expiresAt: LessThan(now) });
    await sessions.insert({ id: randomUUID(), tokenHash: tokenHash(token), account, lastSeenAt: now, expiresAt });
    return { token, expiresAt };
  }

  /** The session of a token, with the grants in force today; undefined when it has ended or never was. */
  async find(token: string): Promise<Session | undefined> {
    const parameters = [tokenHash(token), this.businessDay.today()];
    const [row] = await this.dataSource.query<SessionRow[]>(SESSION, parameters);
    if (row === undefined) return undefined;
    const now = this.clock.now().getTime();
    const idleMs = this.config.sessionIdleMinutes * MINUTE_MS;
    if (row.expires_at.getTime() <= now || row.last_seen_at.getTime() + idleMs <= now) {
      await this.end(row.id);
      return undefined;
    }
    if (row.last_seen_at.getTime() + TOUCH_AFTER_MS <= now) await this.touch(row.id, new Date(now));
    return this.bounded(toSession(row, new Date(Math.min(now + idleMs, row.expires_at.getTime()))));
  }

  /** The grants in force may be fewer than those given. */
  private async bounded(session: Session): Promise<Session> {
    if (this.records === undefined) return session;
    const { person, grants: given } = session.principal;
    const grants = await this.records.inForce(person, given, this.businessDay.today());
    const inheritances = await this.records.inheritances(grants);
    return { ...session, principal: { ...session.principal, grants, inheritances } };
  }

  async end(id: string): Promise<void> {
    await this.dataSource.getRepository(SessionEntity).delete({ id });
  }

  /** Ends all sessions of an account, but for one. */
  async endAll(account: string, except?: string): Promise<void> {
    const id = except === undefined ? Not(IsNull()) : Not(except);
    await this.dataSource.getRepository(SessionEntity).delete({ account, id });
  }

  private async touch(id: string, now: Date): Promise<void> {
    await this.dataSource.getRepository(SessionEntity).update({ id }, { lastSeenAt: now });
  }
}

function toSession(row: SessionRow, idleExpiresAt: Date): Session {
  const grants: readonly Grant[] = row.grants.map(toGrant);
  return {
    id: row.id,
    login: row.login,
    expiresAt: row.expires_at,
    idleExpiresAt,
    mustChangePassword: row.must_change_password,
    principal: {
      account: row.account,
      person: row.person,
      ...(row.affiliation === null ? {} : { affiliation: row.affiliation }),
      grants,
    },
  };
}
