import { isDeepStrictEqual } from 'node:util';
import { canonicalText } from '../canonical.js';
import { loadCheckpoint, type Checkpoint } from './checkpoints.js';
import type pg from 'pg';
import { BulkFold } from './bulk-fold.js';
import type { OnFoldProgress } from './fold-progress.js';
import { RowDigest, rowsByKey, type KeyedRow } from './fold-digest.js';
import type { AnyProjection } from './projection.js';
import type { ModelFold } from './model-fold.js';
import { scratchSchema, versionSchema } from './schema.js';
import { withScratchTables } from './scratch.js';
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

/** What `verifyReadModels` found of one model; `failure`: an event that it has taken cannot be folded. */
export type Verified =
  | { readonly projection: AnyProjection; readonly verdict: ReadModelVerdict }
  | { readonly projection: AnyProjection; readonly failure: Error };

/**
 * Folds the log from nothing, all models in one pass, each up to its checkpoint, and compares. The live models may move
 * on meanwhile: they are read as they stood when the checkpoints were read.
 *
 * @throws AlreadyAtWork
 */
export const verifyReadModels = async (
  settings: ProjectionSettings,
  projections: readonly AnyProjection[],
  onProgress?: OnFoldProgress,
): Promise<readonly Verified[]> =>
  withScratchTables(settings, projections, 'verify', async (scratchClient) =>
    inTransaction(settings.pool, async (client) => {
      await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const checkpoints = new Map<AnyProjection, Checkpoint>();
      for (const projection of projections) {
        const checkpoint = await loadCheckpoint(client, projection);
        if (checkpoint === undefined) throw new Error(`read model ${projection.name} does not exist yet`);
        checkpoints.set(projection, checkpoint);
      }
      const folds = await foldUpTo(settings, scratchClient, checkpoints, onProgress);
      await scratchClient.query('BEGIN');
      const verified: Verified[] = [];
      for (const [projection, { ordinal }] of checkpoints) {
        const failure = folds.get(projection)?.failure;
        if (failure === undefined) {
          const compared = await compare(
            rowsByKey(client, projection, versionSchema(projection)),
            rowsByKey(scratchClient, projection, scratchSchema(projection, 'verify')),
          );
          const { name: model, version } = projection;
          verified.push({ projection, verdict: { model, version, ordinal, ...compared } });
        } else {
          verified.push({ projection, failure });
        }
      }
      await scratchClient.query('COMMIT');
      return verified;
    }),
  );

/** Those that have not begun are left empty. */
const foldUpTo = async (
  settings: ProjectionSettings,
  client: pg.ClientBase,
  checkpoints: ReadonlyMap<AnyProjection, Checkpoint>,
  onProgress: OnFoldProgress | undefined,
): Promise<ReadonlyMap<AnyProjection, ModelFold>> => {
  const begun = [...checkpoints].flatMap(([projection, { position }]) =>
    position === null ? [] : [{ projection, schema: scratchSchema(projection, 'verify'), upTo: position }],
  );
  const total = Math.max(0, ...[...checkpoints.values()].map(({ ordinal }) => ordinal));
  const bulk = new BulkFold(settings, client, begun, total, onProgress);
  if (begun.length > 0) await bulk.run();
  return new Map(bulk.folds.map((fold) => [fold.projection, fold]));
};

/** Reads both in step, so that neither has to fit into memory. */
const compare = async (
  live: AsyncIterator<KeyedRow>,
  expected: AsyncIterator<KeyedRow>,
): Promise<Omit<ReadModelVerdict, 'model' | 'version' | 'ordinal'>> => {
  const digests = { live: new RowDigest(), log: new RowDigest() };
  let difference: RowDifference | undefined;
  let [a, b] = [await nextOf(live), await nextOf(expected)];
  while (a !== undefined || b !== undefined) {
    const order = byteOrder(a?.key, b?.key);
    const [ofLive, ofLog] = [order <= 0 ? a : undefined, order >= 0 ? b : undefined];
    const texts = textsOf(ofLive, ofLog);
    if (texts.live !== texts.log) difference ??= differenceOf(ofLive, ofLog);
    if (texts.live !== undefined) digests.live.add(texts.live);
    if (texts.log !== undefined) digests.log.add(texts.log);
    if (order <= 0) a = await nextOf(live);
    if (order >= 0) b = await nextOf(expected);
  }
  const [{ digest, rows }, { digest: expectedDigest }] = [digests.live.result(), digests.log.result()];
  return { equal: digest === expectedDigest, rows, digest, expectedDigest, ...(difference && { difference }) };
};

const nextOf = async (rows: AsyncIterator<KeyedRow>): Promise<KeyedRow | undefined> => {
  const { value, done } = await rows.next();
  return done === true ? undefined : value;
};

/** What is equal has one text: to make one takes longer than to compare. */
const textsOf = (
  live: KeyedRow | undefined,
  log: KeyedRow | undefined,
): { readonly live: string | undefined; readonly log: string | undefined } => {
  const text = live && canonicalText(live.row);
  return { live: text, log: isDeepStrictEqual(live?.row, log?.row) ? text : log && canonicalText(log.row) };
};

/** Nothing comes last. */
const byteOrder = (a: string | undefined, b: string | undefined): number => {
  if (a === b) return 0;
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
