import pg from 'pg';

/**
 * A connection whose queries know from their start whom to tell. `pg` lets a query that answers by a promise know only
 * after it was made, and V8 then keeps it, with all its rows, until the whole heap is looked through: at 50 pages a
 * second that is every 15 seconds, for which those that come meanwhile wait.
 */
export class PromptClient extends pg.Client {
  constructor(settings?: pg.ClientConfig) {
    super(settings);
    const query = this.query.bind(this) as (...args: readonly unknown[]) => unknown;
    const answering = (config: unknown, values: unknown): Promise<pg.QueryResult> =>
      new Promise((resolve, reject) => {
        query(config, values, (error: Error | null, result: pg.QueryResult) => {
          if (error === null) resolve(result);
          else reject(error);
        });
      });
    this.query = ((config: unknown, values?: unknown, told?: unknown) =>
      isByPromise(config, values, told)
        ? answering(config, values)
        : query(config, values, told)) as pg.Client['query'];
  }
}

/** Neither with a callback nor with a way of its own to be sent, as `COPY` has. */
const isByPromise = (config: unknown, values: unknown, told: unknown): boolean =>
  typeof values !== 'function' &&
  typeof told !== 'function' &&
  !(typeof config === 'object' && config !== null && ('submit' in config || 'callback' in config));
