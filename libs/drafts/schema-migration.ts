import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts, each found by what it is made for and by whose it is. */
export class Drafts1700000000200 implements MigrationInterface {
  readonly name = 'Drafts1700000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE app.drafts (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        key text NOT NULL,
        owner text NOT NULL,
        content text NOT NULL,
        version uuid NOT NULL,
        changed_by uuid NOT NULL REFERENCES app.persons (id),
        changed_at timestamptz NOT NULL,
        UNIQUE (kind, key, owner)
      )`);
    await runner.query('CREATE INDEX drafts_owner ON app.drafts (owner, kind, key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app.drafts');
  }
}
