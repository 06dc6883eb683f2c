import type { Checkpoint } from './checkpoints.js';
import { prepareReadModel } from './prepare-read-model.js';
import type { AnyProjection } from './projection.js';
import type { ProjectionSettings } from './settings.js';
import { lagOf } from './status.js';

type Place = Pick<Checkpoint, 'position' | 'ordinal'>;

/** Where a model begins. */
const NOTHING: Place = { position: null, ordinal: 0 };

/** Too far from the head to be followed up batch by batch. */
export const isLongWay = async (store: ProjectionSettings['store'], place: Place): Promise<boolean> =>
  (await lagOf(store, place)).lag === undefined;

/**
 * Makes what a model needs before it is followed.
 *
 * @throws LayoutChanged
 */
export const prepareToFollow = (
  { pool, store }: Pick<ProjectionSettings, 'pool' | 'store'>,
  projection: AnyProjection,
): Promise<Checkpoint> =>
  prepareReadModel(pool, projection, store.logId, async () => !(await isLongWay(store, NOTHING)));
