import { createDataSource, migrate } from '#platform/database/data-source.js';
import { onConnection } from '#event-sourcing/projection/transaction.js';
import { MIGRATIONS } from '../../composition/migrations.js';
import { OperatorError } from '../operator-errors.js';
import { appliedMigrations, occupiedTable } from './application-tables.js';
import type { Target } from './target.js';

/**
 * @throws OperatorError — there are accounts or other data, or a newer program made the backup or the schema.
 */
export const requireEmptyApplication = async ({ pool }: Target, wanted: readonly string[]): Promise<void> => {
  const { applied, occupied } = await onConnection(pool, async (client) => ({
    applied: await appliedMigrations(client),
    occupied: await occupiedTable(client),
  }));
  if (occupied !== undefined)
    throw new OperatorError(
      `此处已有账号等数据（app.${occupied}），只能恢复到空的安装，未写入任何内容。`,
      `There are accounts or other data here already (app.${occupied}); only an empty installation can be restored into; nothing was written.`,
    );
  const known = MIGRATIONS.map(nameOf);
  const newer = wanted.find((name) => !known.includes(name)) ?? applied.find((name) => !wanted.includes(name));
  if (newer !== undefined)
    throw new OperatorError(
      `备份与此处的数据库结构不是同一版本（${newer}），未写入任何内容。`,
      `Backup and database were not made by the same version (${newer}); nothing was written.`,
    );
};

/** Makes schema `app` what it was when the backup was made; the product brings it up to date when it starts. */
export const prepareApplication = async ({ url }: Target, wanted: readonly string[]): Promise<void> => {
  if (wanted.length === 0) return;
  const migrations = MIGRATIONS.filter((migration) => wanted.includes(nameOf(migration)));
  const dataSource = createDataSource(url, { entities: [], migrations, applicationName: 'cli' }, { warn: () => {} });
  await migrate(dataSource, url);
  await dataSource.destroy();
};

const nameOf = (Migration: (typeof MIGRATIONS)[number]): string => new Migration().name;
