import pg from 'pg';
import type { ClientBase } from 'pg';
import type { StoreLog } from '../../store-log.js';

/** Roles belong to the server: the name is the database's own. */
const ROLE_NAME = `SELECT 'log_writer_' || md5(current_database()) AS role, current_database() AS database`;

async function nameOf(client: ClientBase): Promise<{ role: string; database: string }> {
  const { rows } = await client.query<{ role: string; database: string }>(ROLE_NAME);
  const [found] = rows;
  if (found === undefined) throw new Error('unreachable: a SELECT without FROM has one row');
  return found;
}

/**
 * Makes the role as which the program runs: it may read and add events and move the head, and change nothing. Where
 * the installing user may not create roles, a warning says that nothing but the trigger protects the log.
 */
export async function installRole(client: ClientBase, log: StoreLog): Promise<void> {
  const { role, database } = await nameOf(client);
  const name = pg.escapeIdentifier(role);
  try {
    await client.query('SAVEPOINT role');
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount === 0) {
      await client.query(`CREATE ROLE ${name} NOLOGIN`);
      await client.query(`COMMENT ON ROLE ${name} IS ${pg.escapeLiteral(`reads and adds events in ${database}`)}`);
      await client.query(`GRANT ${name} TO CURRENT_USER`);
    }
    await client.query(`
      GRANT USAGE ON SCHEMA log TO ${name};
      GRANT SELECT, INSERT ON log.events TO ${name};
      GRANT SELECT, UPDATE (position, log_hash, log_hash_before) ON log.head TO ${name};
      GRANT EXECUTE ON FUNCTION log.append, log.chain TO ${name}`);
    await client.query('RELEASE SAVEPOINT role');
  } catch (error) {
    await client.query('ROLLBACK TO SAVEPOINT role');
    log.warn(`no restricted role for the log of database ${database}: ${String(error)}`);
  }
}

/** The role to run as, or undefined, with a warning, where this user may not. */
export async function usableRole(client: ClientBase, log: StoreLog): Promise<string | undefined> {
  const { role, database } = await nameOf(client);
  try {
    await client.query(`SET ROLE ${pg.escapeIdentifier(role)}`);
    await client.query('RESET ROLE');
    return role;
  } catch (error) {
    log.warn(`the log of database ${database} is used without its restricted role: ${String(error)}`);
    return undefined;
  }
}
