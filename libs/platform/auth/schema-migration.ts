import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, what they may do, their sessions, and the names of persons, which live here only. */
export class Accounts1700000000100 implements MigrationInterface {
  readonly name = 'Accounts1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE app.persons (
        id uuid PRIMARY KEY,
        name text,
        contact text,
        erased_at timestamptz
      )`);
    await runner.query(`
      CREATE TABLE app.accounts (
        id uuid PRIMARY KEY,
        login text NOT NULL UNIQUE,
        password_hash text NOT NULL,
        person uuid NOT NULL UNIQUE REFERENCES app.persons (id),
        affiliation text,
        disabled boolean NOT NULL DEFAULT false,
        must_change_password boolean NOT NULL DEFAULT false
      )`);
    await runner.query(`
      CREATE TABLE app.grants (
        id uuid PRIMARY KEY,
        account uuid NOT NULL REFERENCES app.accounts (id),
        role text NOT NULL,
        unit text,
        from_day date NOT NULL,
        to_day date,
        stand_in boolean NOT NULL DEFAULT false,
        CHECK (to_day IS NULL OR to_day >= from_day - 1)
      )`);
    await runner.query('CREATE INDEX grants_account ON app.grants (account)');
    await runner.query('CREATE INDEX grants_role ON app.grants (role)');
    await runner.query(`
      CREATE TABLE app.sessions (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE,
        account uuid NOT NULL REFERENCES app.accounts (id),
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX sessions_account ON app.sessions (account)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app.sessions, app.grants, app.accounts, app.persons');
  }
}
