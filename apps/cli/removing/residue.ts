import pg from 'pg';

/** Shorter words stand in many places by themselves. */
const LEAST = 6;
const MOST = 200;

/** Characters that lie in every table as they are, be it as text or as JSON. */
const PLAIN = /[^"\\\p{Cc}]+/gu;

/** The longest piece of a text that can be looked for; none where all are short. */
export const pieceOf = (text: string): string | undefined => {
  const [longest] = (text.match(PLAIN) ?? []).toSorted((a, b) => b.length - a.length);
  const piece = Array.from(longest?.trim() ?? '').slice(0, MOST);
  return piece.length < LEAST ? undefined : piece.join('');
};

const TABLES = /* sql */ `
  SELECT format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'log')
  ORDER BY 1`;

/** Entries of the log beside which the same words lie. */
const ENTRIES = /* sql */ `
  SELECT stream || '@' || revision AS place FROM log.events
  WHERE EXISTS (SELECT FROM unnest($1::text[]) AS piece WHERE strpos(texts, piece) > 0) ORDER BY position LIMIT 100`;

/**
 * Where words stand that were removed: other entries of the log, drafts, an import that failed. Each of these is a matter
 * of its own; what is removed is removed from one field of one entry.
 */
export const findResidue = async (
  urls: { readonly database: string; readonly log?: string },
  texts: readonly string[],
): Promise<readonly string[]> => {
  const pieces = [...new Set(texts.flatMap((text) => pieceOf(text) ?? []))];
  if (pieces.length === 0) return [];
  const entries = urls.log === undefined ? [] : await asking(urls.log, (client) => places(client, ENTRIES, pieces));
  const tables = await asking(urls.database, async (client) => {
    const found: string[] = [];
    for (const table of await places(client, TABLES)) if (await holds(client, table, pieces)) found.push(table);
    return found;
  });
  return [...entries, ...tables];
};

const asking = async <T>(url: string, ask: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url, application_name: 'cli' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end().catch(() => undefined);
  }
};

const places = async (client: pg.Client, sql: string, pieces?: readonly string[]): Promise<readonly string[]> => {
  const values = pieces === undefined ? [] : [pieces];
  const { rows } = await client.query<[string]>({ text: sql, values, rowMode: 'array' });
  return rows.map(([place]) => place);
};

const holds = async (client: pg.Client, table: string, pieces: readonly string[]): Promise<boolean> => {
  const { rows } = await client.query<{ holds: boolean }>(
    `SELECT EXISTS (
       SELECT FROM ${table} AS t, unnest($1::text[]) AS piece WHERE strpos(t::text, piece) > 0) AS holds`,
    [pieces],
  );
  return rows[0]?.holds === true;
};
