import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports under way and past. The bytes of a file are kept until it is applied or refused, and no longer. */
export class Imports1700000000400 implements MigrationInterface {
  readonly name = 'Imports1700000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE app.imports (
        id uuid PRIMARY KEY,
        uploader uuid NOT NULL,
        role text NOT NULL,
        unit text,
        day date NOT NULL,
        format text NOT NULL,
        kind text,
        dry_run boolean NOT NULL,
        bytes bytea,
        state text NOT NULL,
        total integer NOT NULL DEFAULT 0,
        done integer NOT NULL DEFAULT 0,
        added integer NOT NULL DEFAULT 0,
        unchanged integer NOT NULL DEFAULT 0,
        errors integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        finished_at timestamptz
      )`);
    await runner.query(`
      CREATE TABLE app.import_errors (
        import uuid NOT NULL REFERENCES app.imports (id),
        n integer NOT NULL,
        sheet text NOT NULL,
        row integer NOT NULL,
        "column" text NOT NULL,
        cell text NOT NULL,
        code text NOT NULL,
        zh text NOT NULL,
        en text NOT NULL,
        PRIMARY KEY (import, n)
      )`);
    await runner.query(`
      CREATE TABLE app.import_keys (
        kind text NOT NULL,
        key text NOT NULL,
        asked text NOT NULL,
        stream text NOT NULL,
        PRIMARY KEY (kind, key)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app.import_keys, app.import_errors, app.imports');
  }
}
