import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#access/roles.js';
import type { LocalDate } from '#time/local-date.js';

/** The only place where a person has a name. Erased: the row stays, name and contact are gone. */
@Entity('persons')
export class PersonEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { nullable: true })
  name: string | null;

  @Column('text', { nullable: true })
  contact: string | null;

  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt: Date | null;
}

@Entity('accounts')
export class AccountEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** Lower case. */
  @Column('text')
  login: string;

  @Column('text', { name: 'password_hash' })
  passwordHash: string;

  @Column('uuid')
  person: string;

  @Column('text', { nullable: true })
  affiliation: string | null;

  @Column('boolean')
  disabled: boolean;

  @Column('boolean', { name: 'must_change_password' })
  mustChangePassword: boolean;
}

@Entity('grants')
export class GrantEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  account: string;

  @Column('text')
  role: Role;

  @Column('text', { nullable: true })
  unit: string | null;

  @Column('date', { name: 'from_day' })
  from: LocalDate;

  @Column('date', { name: 'to_day', nullable: true })
  to: LocalDate | null;

  @Column('boolean', { name: 'stand_in' })
  standIn: boolean;
}

/** `tokenHash`: SHA-256 of the token, which is nowhere kept. */
@Entity('sessions')
export class SessionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('uuid')
  account: string;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}

export const authEntities = [PersonEntity, AccountEntity, GrantEntity, SessionEntity];
