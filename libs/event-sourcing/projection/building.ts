import type { Checkpoint, Queryable } from './checkpoints.js';
import type { AnyProjection } from './projection.js';
import { loadRebuilds, type RebuildNote } from './rebuild-notes.js';

/** A read model of which a program cannot read any version yet, and how far its own has come. */
export interface BuildingReadModel extends Partial<RebuildNote> {
  readonly model: string;
  readonly version: number;
  /** Events of the log folded so far. */
  readonly ordinal: number;
}

/** Which version's rows programs with these projections read of each model; of none where there is nothing to read. */
export const versionsRead = (
  checkpoints: readonly Checkpoint[],
  projections: readonly AnyProjection[] | undefined,
): Map<string, number> => {
  const read = new Map<string, number>();
  if (projections === undefined) {
    for (const { model, version, serving } of checkpoints) if (serving) read.set(model, version);
    return read;
  }
  for (const { name, version } of projections) {
    const own = checkpoints.find((each) => each.model === name && each.version === version);
    const rows = own?.serving === true ? version : own?.borrows;
    if (typeof rows === 'number') read.set(name, rows);
  }
  return read;
};

export const findUnbuilt = async (
  db: Queryable,
  checkpoints: readonly Checkpoint[],
  read: ReadonlyMap<string, number>,
  projections: readonly AnyProjection[] = [],
): Promise<readonly BuildingReadModel[]> => {
  const unbuilt = projections.filter(({ name }) => !read.has(name));
  if (unbuilt.length === 0) return [];
  const rebuilds = await loadRebuilds(db);
  const isOf =
    ({ name, version }: AnyProjection) =>
    (each: { readonly model: string; readonly version: number }): boolean =>
      each.model === name && each.version === version;
  return unbuilt.map((projection) => {
    const { name: model, version } = projection;
    const ordinal = checkpoints.find(isOf(projection))?.ordinal ?? 0;
    return rebuilds.find(isOf(projection)) ?? { model, version, ordinal };
  });
};
