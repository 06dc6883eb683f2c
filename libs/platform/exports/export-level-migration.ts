import type { MigrationInterface, QueryRunner } from 'typeorm';

/** To whom what was taken out may be shown. What was taken out before is as was usual. */
export class ExportLevel1700000000600 implements MigrationInterface {
  readonly name = 'ExportLevel1700000000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE app.export_log ADD COLUMN level text NOT NULL DEFAULT 'internal'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE app.export_log DROP COLUMN level');
  }
}
