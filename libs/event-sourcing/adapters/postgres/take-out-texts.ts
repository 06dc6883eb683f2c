import { withClient } from './connections.js';

/** An event beside which texts lie. */
export interface TextPlace {
  readonly stream: string;
  readonly revision: number;
}

/**
 * Takes the texts out of the log that its events TextRemoved name. Their bytes lie in its files until the tables are
 * written anew. To be called as who owns the log: the role of the program may not.
 *
 * @returns how many texts were there.
 */
export const takeOutTexts = (url: string, places: readonly TextPlace[]): Promise<number> =>
  withClient(url, async (client) => {
    let taken = 0;
    for (const { stream, revision } of places) {
      const { rows } = await client.query<{ taken: number }>('SELECT log.remove_texts($1, $2) AS taken', [
        stream,
        revision,
      ]);
      taken += rows[0]?.taken ?? 0;
    }
    return taken;
  });
