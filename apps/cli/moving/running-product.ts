import type { ClientBase } from 'pg';
import type { Config } from '#platform/config/config.js';
import { DataFolder } from '#platform/embedded-postgres/data-folder.js';
import { OperatorError } from '../operator-errors.js';

/** Names under which the programs of the product are connected to their database. */
const PROGRAMS = ['api', 'projector'];

/**
 * As far as can be told: a product that shares a log on EventStoreDB but has a database of its own is not seen.
 *
 * @throws OperatorError — the product is running where something is to be loaded.
 */
export const refuseRunningProduct = async (client: ClientBase, config: Config): Promise<void> => {
  const owner = config.databaseUrl === undefined ? await new DataFolder(config.dataDir).ownerLock.holder() : undefined;
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT application_name AS name FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = ANY ($1) ORDER BY 1`,
    [PROGRAMS],
  );
  const running = [...(owner === undefined ? [] : [String(owner.pid)]), ...rows.map(({ name }) => name)];
  if (running.length === 0) return;
  throw new OperatorError(
    `产品正在运行（${running.join(', ')}），请先停止，未写入任何内容。`,
    `The product is running (${running.join(', ')}): stop it first; nothing was written.`,
  );
};
