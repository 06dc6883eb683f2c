import type { ClientBase } from 'pg';
import type { StoreLog } from '../../store-log.js';

/**
 * A commit is acknowledged when it is on disk, whatever is set for server, database or role. `remote_apply` waits for
 * more than that, and stays.
 */
export const DURABLE_COMMITS = `SELECT set_config('synchronous_commit', 'on', false)
  WHERE current_setting('synchronous_commit') <> 'remote_apply'`;

const CARELESS = `SELECT name FROM pg_settings
  WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off' ORDER BY name`;

/**
 * Says what no session can set: a server that does not see to it that its files are on disk may lose, or spoil, what it
 * acknowledged. Whether its disks make that good is for its operator to know.
 */
export async function warnOfCarelessServer(client: ClientBase, log: StoreLog): Promise<void> {
  const { rows } = await client.query<{ name: string }>(CARELESS);
  for (const { name } of rows)
    log.warn(
      `事件日志所在的 PostgreSQL 设有 ${name}=off：主机断电或崩溃时，已确认的事件可能丢失，数据可能损坏 / ` +
        `the PostgreSQL with the log runs with ${name}=off: when its machine crashes, acknowledged events may be lost and data spoilt`,
    );
}
