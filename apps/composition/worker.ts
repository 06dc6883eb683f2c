import { replayWork, REPLAY } from '#chronicle/replay/replay-work.js';
import { isReplayRequest } from '#chronicle/replay/replay.js';
import { CyclesQuery } from '#chronicle/projections/cycles/cycles.query.js';
import { TimelineQuery } from '#chronicle/projections/timeline/timeline.query.js';
import { isReadImportRequest, READ_IMPORT, readFileWork } from '#imports/jobs/read-file-work.js';
import { ReadModelProgress } from '#event-sourcing/projection/progress.js';
import type { Config } from '#platform/config/config.js';
import { createDataSource } from '#platform/database/data-source.js';
import type { WorkOrder, WorkResult } from '#platform/heavy-work/heavy-work.js';
import { createLogger } from '#platform/telemetry/logger.js';
import { openInspection } from './inspection.js';
import type { Inspection } from './inspection.js';
import { READ_MODEL_ENTITIES } from './projections.js';
import { isRebuildRequest, REBUILD, rebuildWork } from './rebuild-work.js';

/** The settings of the process that asks, with the databases that it found. */
export type WorkSettings = Config & { readonly databaseUrl: string };

const isWorkSettings = (settings: object): settings is WorkSettings =>
  'databaseUrl' in settings && 'timeZone' in settings && typeof settings.databaseUrl === 'string';

/** All work that is done beside the process that answers requests. */
export const doWork = async (settings: object, { work, request }: WorkOrder): Promise<WorkResult> => {
  if (!isWorkSettings(settings)) throw new Error('these are no settings');
  const doing = workOf(settings, work, request);
  if (doing === undefined) throw new Error(`there is no work ${work} of this kind`);
  // Standard output is the result's alone.
  const logger = createLogger({ logFormat: 'json', logLevel: 'warn' }, process.stderr);
  const inspection = await openInspection(settings, logger);
  try {
    return await doing(inspection, (message) => logger.warn(message));
  } finally {
    await inspection.close();
  }
};

type Doing = (inspection: Inspection, warn: (message: string) => void) => Promise<WorkResult>;

const workOf = (settings: WorkSettings, work: string, request: object): Doing | undefined => {
  if (work === REPLAY && isReplayRequest(request))
    return (inspection, warn) => doReplay(settings, request, inspection, warn);
  if (work === READ_IMPORT && isReadImportRequest(request)) return ({ pool }) => readFileWork(pool, request);
  if (work === REBUILD && isRebuildRequest(request)) return ({ engine }) => rebuildWork(engine, request);
  return undefined;
};

const doReplay = async (
  config: WorkSettings,
  request: Parameters<typeof replayWork>[1],
  { store, schemas, pool }: Inspection,
  warn: (message: string) => void,
): Promise<WorkResult> => {
  const dataSource = createDataSource(
    config.databaseUrl,
    { entities: READ_MODEL_ENTITIES, migrations: [], applicationName: 'worker' },
    { warn },
  );
  const progress = new ReadModelProgress({ store, pool });
  try {
    await dataSource.initialize();
    await progress.start();
    const reading = { timeline: new TimelineQuery(dataSource), cycles: new CyclesQuery(dataSource), progress };
    return await replayWork({ store, schemas, timeZone: config.timeZone, ...reading }, request);
  } finally {
    await progress.stop();
    if (dataSource.isInitialized) await dataSource.destroy();
  }
};
