import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Makes each commit that inserts into the table take up to 10 ms for each row, as a busy disk would. */
export async function delayCommits(url: string, table: string): Promise<void> {
  await onConnection(url, (client) =>
    client.query(`
      CREATE OR REPLACE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_sleep(random() * 0.01); RETURN NULL; END';
      CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON ${table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow_commit()`),
  );
}

/** What a reader sees that resumes at the last position it saw, asking again and again while `writing` goes on. */
export async function naivePoll(url: string, table: string, writing: Promise<unknown>): Promise<readonly string[]> {
  return onConnection(url, async (client) => {
    const seen: string[] = [];
    let ended = false;
    const end = writing.finally(() => (ended = true));
    for (let last = false; !last;) {
      last = ended;
      const { rows } = await client.query<{ position: string }>(
        `SELECT position FROM ${table} WHERE position > $1 ORDER BY position`,
        [seen.at(-1) ?? '0'],
      );
      seen.push(...rows.map(({ position }) => position));
      await sleep(1);
    }
    await end;
    return seen;
  });
}

export async function onConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
