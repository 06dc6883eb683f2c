import { findLogMismatch } from '#event-sourcing/projection/check-log.js';
import { loadCheckpoints } from '#event-sourcing/projection/checkpoints.js';
import type { Checkpoint, ProjectionFailure } from '#event-sourcing/projection/checkpoints.js';
import { EventFailed } from '#event-sourcing/projection/failures.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { declaredLayout, layoutOf, versionSchema } from '#event-sourcing/projection/schema.js';
import { onConnection } from '#event-sourcing/projection/transaction.js';
import type { ReadModelVerdict } from '#event-sourcing/projection/verify-read-model.js';
import type { Work } from './inspecting.js';

/** One read model against the log: compared, or why it could not be. */
export interface ReadModelCheck extends Partial<ReadModelVerdict> {
  readonly model: string;
  readonly version: number;
  readonly equal: boolean;
  readonly problem?: ProjectionFailure;
}

/** Compares every read model with one folded from nothing, in one pass; a faulty one does not hide the others. */
export async function* checkReadModels(work: Work): AsyncGenerator<ReadModelCheck> {
  const checkpoints = await loadCheckpoints(work.pool);
  const problems = new Map<string, ProjectionFailure | undefined>();
  for (const projection of work.projections) {
    const { name, version } = projection;
    const checkpoint = checkpoints.find((each) => each.model === name && each.version === version);
    problems.set(name, await findProblem(work, projection, checkpoint));
  }
  const compared = await compare(
    work,
    [...problems].flatMap(([name, problem]) => (problem === undefined ? [name] : [])),
  );
  for (const { name: model, version } of work.projections) {
    const problem = problems.get(model);
    if (problem !== undefined) yield { model, version, equal: false, problem };
    yield* compared.filter((check) => check.model === model);
  }
}

const findProblem = async (
  { store, pool }: Work,
  projection: AnyProjection,
  checkpoint: Checkpoint | undefined,
): Promise<ProjectionFailure | undefined> => {
  const { name } = projection;
  if (checkpoint === undefined)
    return { code: 'not-built', message: 'it was never built: start the product, or rebuild' };
  const layout = await onConnection(pool, (client) => layoutOf(client, versionSchema(projection), name));
  if (layout !== declaredLayout(projection)) return layoutChanged(layout, declaredLayout(projection));
  if (checkpoint.state === 'stopped')
    return checkpoint.error ?? { code: 'stopped', message: 'it does not follow the log' };
  const mismatch = await findLogMismatch(store, checkpoint);
  return mismatch === undefined ? undefined : { code: 'log-mismatch', message: mismatch };
};

const layoutChanged = (table: string | undefined, program: string): ProjectionFailure => {
  const code = 'layout-changed';
  if (table === undefined) return { code, message: 'its table is not there: rebuild it' };
  const [there, wanted] = [table.split(', '), program.split(', ')];
  const missing = wanted.filter((column) => !there.includes(column)).map((column) => `lacks ${column}`);
  const foreign = there.filter((column) => !wanted.includes(column)).map((column) => `has ${column}`);
  const columns = [...missing, ...foreign].join(', ') || 'has its columns in another order';
  return { code, message: `the table ${columns}: rebuild it` };
};

const compare = async ({ engine, progress }: Work, models: readonly string[]): Promise<readonly ReadModelCheck[]> => {
  if (models.length === 0) return [];
  const tick = progress.task('核验读模型 read models');
  const verified = await engine.verifyEach(models, ({ ordinal, total }) => tick(ordinal, total));
  return verified.map((each) => ('failure' in each ? failed(each.projection, each.failure) : each.verdict));
};

const failed = ({ name: model, version }: AnyProjection, failure: Error): ReadModelCheck => {
  if (!(failure instanceof EventFailed)) throw failure;
  const { stream, revision, type, message } = failure;
  return { model, version, equal: false, problem: { code: 'event-failed', message, stream, revision, type } };
};
