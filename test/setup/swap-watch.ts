import pg from 'pg';

/**
 * Notes in the database itself, at the commit of each swap, how long it took: what gives a checkpoint a new epoch, and
 * after that takes a lock that keeps readers out of a relation.
 */
const INSTALL = `
CREATE TABLE swaps (model text, version integer, ms double precision, transaction_ms double precision);
CREATE FUNCTION begin_swap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('swap.begun', clock_timestamp()::text, true);
  RETURN NULL;
END $$;
CREATE TRIGGER begin_swap AFTER UPDATE ON projections.checkpoints
  FOR EACH ROW WHEN (NEW.epoch <> OLD.epoch) EXECUTE FUNCTION begin_swap();
CREATE FUNCTION note_swap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND mode = 'AccessExclusiveLock')
  THEN
    INSERT INTO public.swaps VALUES (NEW.model, NEW.version,
      1000 * extract(epoch FROM clock_timestamp() - current_setting('swap.begun')::timestamptz),
      1000 * extract(epoch FROM clock_timestamp() - transaction_timestamp()));
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER note_swap AFTER UPDATE ON projections.checkpoints DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.epoch <> OLD.epoch) EXECUTE FUNCTION note_swap()`;

export interface Swap {
  readonly model: string;
  readonly version: number;
  /** For how long readers may have been kept out. */
  readonly ms: number;
  /** Of its whole transaction, in which the last events are folded as well. */
  readonly transaction_ms: number;
}

export class SwapWatch {
  private constructor(readonly client: pg.Client) {}

  /** On a database that has read models already. */
  static async begin(url: string): Promise<SwapWatch> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(INSTALL);
    return new SwapWatch(client);
  }

  /** Those since the last time this was asked. */
  async take(): Promise<readonly Swap[]> {
    const { rows } = await this.client.query<Swap>('WITH taken AS (DELETE FROM swaps RETURNING *) SELECT * FROM taken');
    return rows;
  }

  async end(): Promise<void> {
    await this.client.end();
  }
}
