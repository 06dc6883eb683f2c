import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was taken out as a file. */
export class ExportLog1700000000300 implements MigrationInterface {
  readonly name = 'ExportLog1700000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE app.export_log (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        person uuid NOT NULL,
        what text NOT NULL,
        filter json NOT NULL,
        lines integer NOT NULL
      )`);
    await runner.query('CREATE INDEX export_log_at ON app.export_log (at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app.export_log');
  }
}
