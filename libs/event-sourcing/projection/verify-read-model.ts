import { canonicalText } from '../canonical.js';
import { loadCheckpoint, type Checkpoint } from './checkpoints.js';
import { LogFold, type OnFoldProgress } from './fold-log.js';
import { RowDigest, rowsByKey, type KeyedRow } from './fold-digest.js';
import type { AnyProjection } from './projection.js';
import { ReadModelTable } from './read-model-table.js';
import { versionSchema } from './schema.js';
import { withScratchTable } from './scratch.js';
import type { ProjectionSettings } from './settings.js';
import { inTransaction } from './transaction.js';

/** Where a live read model and one folded from nothing first differ, in the byte order of keys. */
export interface RowDifference {
  readonly key: string;
  /** Absent when only one of the two has the row. */
  readonly column?: string;
  /** What the live model holds, and what the log says; absent where there is no row. */
  readonly live?: unknown;
  readonly log?: unknown;
}

export interface ReadModelVerdict {
  readonly model: string;
  readonly version: number;
  readonly equal: boolean;
  /** Events of the log that both were folded from. */
  readonly ordinal: number;
  readonly rows: number;
  readonly digest: string;
  /** Of the rows folded from nothing. */
  readonly expectedDigest: string;
  readonly difference?: RowDifference;
}

/**
 * Folds the log from nothing up to the model's checkpoint and compares. The live model may move on meanwhile: it is
 * read as it stood when the checkpoint was read.
 *
 * @throws EventFailed — an event below the checkpoint cannot be folded.
 * @throws AlreadyAtWork
 */
export const verifyReadModel = async (
  settings: ProjectionSettings,
  projection: AnyProjection,
  onProgress?: OnFoldProgress,
): Promise<ReadModelVerdict> =>
  withScratchTable(settings, projection, 'verify', async (scratchClient, schema) =>
    inTransaction(settings.pool, async (client) => {
      await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const checkpoint = await loadCheckpoint(client, projection);
      if (checkpoint === undefined) throw new Error(`read model ${projection.name} does not exist yet`);
      await foldUpTo(checkpoint, new ReadModelTable(projection, schema));
      await scratchClient.query('BEGIN');
      const compared = await compare(
        rowsByKey(client, projection, versionSchema(projection)),
        rowsByKey(scratchClient, projection, schema),
      );
      const { name: model, version } = projection;
      return { model, version, ordinal: checkpoint.ordinal, ...compared };

      async function foldUpTo({ position, ordinal }: Checkpoint, table: ReadModelTable): Promise<void> {
        if (position === null) return;
        const fold = new LogFold(settings, projection, table, scratchClient, ordinal, onProgress);
        await fold.advance(position);
      }
    }),
  );

/** Reads both in step, so that neither has to fit into memory. */
const compare = async (
  live: AsyncIterator<KeyedRow>,
  expected: AsyncIterator<KeyedRow>,
): Promise<Omit<ReadModelVerdict, 'model' | 'version' | 'ordinal'>> => {
  const digests = { live: new RowDigest(), log: new RowDigest() };
  let difference: RowDifference | undefined;
  const next = async (rows: AsyncIterator<KeyedRow>, digest: RowDigest): Promise<KeyedRow | undefined> => {
    const { value, done } = await rows.next();
    if (done === true) return undefined;
    digest.add(value.text);
    return value;
  };
  let [a, b] = [await next(live, digests.live), await next(expected, digests.log)];
  while (a !== undefined || b !== undefined) {
    const order = byteOrder(a?.key, b?.key);
    if (a?.text !== b?.text) difference ??= differenceOf(order <= 0 ? a : undefined, order >= 0 ? b : undefined);
    if (order <= 0) a = await next(live, digests.live);
    if (order >= 0) b = await next(expected, digests.log);
  }
  const [{ digest, rows }, { digest: expectedDigest }] = [digests.live.result(), digests.log.result()];
  return { equal: digest === expectedDigest, rows, digest, expectedDigest, ...(difference && { difference }) };
};

/** Nothing comes last. */
const byteOrder = (a: string | undefined, b: string | undefined): number => {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
};

const differenceOf = (live: KeyedRow | undefined, log: KeyedRow | undefined): RowDifference => {
  if (live === undefined) return { key: log?.key ?? '', log: log?.row };
  if (log === undefined) return { key: live.key, live: live.row };
  const same = (a: unknown, b: unknown): boolean => canonicalText([a]) === canonicalText([b]);
  const column = Object.keys(live.row).find((name) => !same(live.row[name], log.row[name])) ?? '';
  return { key: live.key, column, live: live.row[column], log: log.row[column] };
};
